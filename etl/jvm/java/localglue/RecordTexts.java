package localglue;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Records that are texts in a column: JSON, with tags (see Tag) where a function in Python made it. */
public final class RecordTexts implements Serializable {
    private final String schema;
    private final boolean caseSensitive;
    private transient RecordReader reader;

    public RecordTexts(String schema, boolean caseSensitive) {
        this.schema = schema;
        this.caseSensitive = caseSensitive;
    }

    /** Returns the row of the one object in `text`; null if it is none. */
    public synchronized InternalRow read(UTF8String text) {
        if (reader == null) reader = new RecordReader(Shape.parse(schema, caseSensitive), true);
        try {
            JsonParser parser = open(text);
            InternalRow row = reader.row(parser);
            end(parser);
            return row;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns why `text` cannot be read; null if it can. */
    public UTF8String error(UTF8String text) {
        try {
            JsonParser parser = open(text);
            parser.skipChildren();
            end(parser);
            return null;
        } catch (JsonProcessingException e) {
            return UTF8String.fromString(JsonRecords.message(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonParser open(UTF8String text) throws IOException {
        JsonParser parser = Json.FACTORY.createParser(text.getBytes());
        if (parser.nextToken() != JsonToken.START_OBJECT) throw new NoRecord(parser, "a record must be an object");
        return parser;
    }

    /** Ends the reading of a text, which must be at its end. */
    static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) throw new NoRecord(parser, "there is more behind the end of the record");
        parser.close();
    }

    /** Returns the fold, as JSON, of an RDD of rows of one text; `hint`: the type that the records had before, or null. */
    public static String fold(JavaRDD rows, String hint) {
        return FoldJob.run(rows.mapPartitions(new FoldTexts(hint)));
    }

    private static final class NoRecord extends JsonParseException {
        NoRecord(JsonParser parser, String message) {
            super(parser, message);
        }
    }

    private static final class FoldTexts implements FlatMapFunction {
        private final String hint;

        FoldTexts(String hint) {
            this.hint = hint;
        }

        public Iterator call(Object partition) throws IOException {
            Node root = new Node();
            Fold fold = new Fold(root, true);
            Shape shape = hint == null ? null : Shape.parse(hint, true);
            for (Iterator rows = (Iterator) partition; rows.hasNext();) {
                InternalRow row = (InternalRow) rows.next();
                if (!row.isNullAt(0)) add(row.getUTF8String(0), fold, shape);
            }
            return Collections.singletonList(FoldJob.bytes(root)).iterator();
        }

        private static void add(UTF8String text, Fold fold, Shape hint) throws IOException {
            try {
                JsonParser parser = open(text);
                fold.add(parser, hint);
            } catch (JsonProcessingException e) {
                return;
            }
        }
    }
}
