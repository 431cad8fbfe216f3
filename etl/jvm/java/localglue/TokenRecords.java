package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.Closeable;
import java.io.IOException;

/** Records that are made whole before they are handed on, so that what cannot be read leaves no trace. */
abstract class TokenRecords implements Records {
    private final Closeable in;
    private final Split split;
    private final Sources sources;
    private final ErrorRows errors;
    private boolean over;

    TokenRecords(Closeable in, Split split, Sources sources, ErrorRows errors) {
        this.in = in;
        this.split = split;
        this.sources = sources;
        this.errors = errors;
    }

    /** Returns the next record; null at the end. */
    abstract TokenBuffer read() throws IOException, BrokenRecord;

    public final JsonParser next() throws IOException {
        while (!over && (errors == null || errors.isEmpty())) {
            try {
                TokenBuffer record = read();
                if (record != null) return parser(record);
                over = true;
            } catch (BrokenRecord e) {
                sources.broken(split, e.getMessage(), e.position);
                if (errors != null) errors.add(e.getMessage(), e.text, e.position, split.path);
            }
        }
        return null;
    }

    private static JsonParser parser(TokenBuffer record) throws IOException {
        JsonParser parser = record.asParser();
        parser.nextToken();
        return parser;
    }

    public final boolean isOver() {
        return over;
    }

    public final void broken(JsonProcessingException e) throws IOException {
        throw e;
    }

    public final void close() throws IOException {
        in.close();
    }
}
