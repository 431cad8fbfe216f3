package localglue;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Reads the Avro files of tasks into rows. */
final class ReadAvro implements FlatMapFunction {
    private final Sources sources;
    private final boolean logical;
    private final String schema;
    private final boolean caseSensitive;
    private final int[] fields;

    /** `fields`: those of the schema that the rows hold, in their order. */
    ReadAvro(Sources sources, boolean logical, String schema, boolean caseSensitive, int[] fields) {
        this.sources = sources;
        this.logical = logical;
        this.schema = schema;
        this.caseSensitive = caseSensitive;
        this.fields = fields;
    }

    public Iterator call(Object tasks) {
        Shape shape = Shape.parse(schema, caseSensitive);
        shape.keep(fields);
        return new Rows((Iterator) tasks, sources, logical, shape);
    }

    private static final class Rows extends SplitRows {
        private final Iterator tasks;
        private final Sources sources;
        private final boolean logical;
        private final Shape shape;
        private AvroTask task;

        Rows(Iterator tasks, Sources sources, boolean logical, Shape shape) {
            this.tasks = tasks;
            this.sources = sources;
            this.logical = logical;
            this.shape = shape;
        }

        Split split() {
            return task.split();
        }

        Object advance() throws IOException {
            Object row = task == null ? null : task.next();
            while (row == null && tasks.hasNext()) {
                task = new AvroTask((String) tasks.next(), sources, logical, shape, null);
                row = task.next();
            }
            return row;
        }
    }
}
