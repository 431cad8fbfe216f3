package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Reads the JSON files of tasks into rows. */
final class ReadJson implements FlatMapFunction {
    private final Sources sources;
    private final String schema;
    private final boolean caseSensitive;
    private final int[] fields;

    /** `fields`: those of the schema that the rows hold, in their order. */
    ReadJson(Sources sources, String schema, boolean caseSensitive, int[] fields) {
        this.sources = sources;
        this.schema = schema;
        this.caseSensitive = caseSensitive;
        this.fields = fields;
    }

    public Iterator call(Object tasks) {
        Shape shape = Shape.parse(schema, caseSensitive);
        shape.keep(fields);
        return new Rows((Iterator) tasks, sources, new RecordReader(shape, sources.form().isTagged()));
    }

    private static final class Rows extends SplitRows {
        private final Iterator tasks;
        private final Sources sources;
        private final RecordReader reader;
        private JsonTask task;

        Rows(Iterator tasks, Sources sources, RecordReader reader) {
            this.tasks = tasks;
            this.sources = sources;
            this.reader = reader;
        }

        Split split() {
            return task.split();
        }

        Object advance() throws IOException {
            while (task != null || tasks.hasNext()) {
                if (task == null) task = new JsonTask((String) tasks.next(), sources, null);
                JsonParser parser = task.next();
                if (parser == null) {
                    task = null;
                    continue;
                }
                try {
                    return reader.row(parser);
                } catch (JsonProcessingException e) {
                    task.broken(e);
                }
            }
            return null;
        }
    }
}
