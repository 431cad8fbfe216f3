package localglue;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Finds what cannot be read in the Avro files of tasks: rows of ErrorRows. */
final class AvroErrors implements FlatMapFunction {
    private final Sources sources;
    private final boolean logical;

    AvroErrors(Sources sources, boolean logical) {
        this.sources = sources;
        this.logical = logical;
    }

    public Iterator call(Object tasks) {
        return new Rows((Iterator) tasks, sources, logical);
    }

    private static final class Rows extends RowIterator {
        private final Iterator tasks;
        private final Sources sources;
        private final boolean logical;
        private final ErrorRows errors = new ErrorRows();
        private AvroTask task;

        Rows(Iterator tasks, Sources sources, boolean logical) {
            this.tasks = tasks;
            this.sources = sources;
            this.logical = logical;
        }

        Object advance() throws IOException {
            Object row;
            while ((row = errors.poll()) == null && (task != null || tasks.hasNext())) {
                if (task == null) task = new AvroTask((String) tasks.next(), sources, logical, null, errors);
                else if (task.next() == null && task.isOver()) task = null;
            }
            return row;
        }
    }
}
