package localglue;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Finds what cannot be read in the CSV files of tasks: rows of ErrorRows. */
final class CsvErrors implements FlatMapFunction {
    private final Sources sources;
    private final CsvLayout layout;

    CsvErrors(Sources sources, CsvLayout layout) {
        this.sources = sources;
        this.layout = layout;
    }

    public Iterator call(Object tasks) {
        return new Rows((Iterator) tasks, sources, layout);
    }

    private static final class Rows extends RowIterator {
        private final Iterator tasks;
        private final Sources sources;
        private final CsvLayout layout;
        private final ErrorRows errors = new ErrorRows();
        private CsvTask task;
        private boolean inFile;

        Rows(Iterator tasks, Sources sources, CsvLayout layout) {
            this.tasks = tasks;
            this.sources = sources;
            this.layout = layout;
        }

        Object advance() throws IOException {
            Object row;
            while ((row = errors.poll()) == null) {
                if (inFile) inFile = task.step();
                else if (task != null && task.nextFile()) inFile = true;
                else if (tasks.hasNext()) task = new CsvTask((String) tasks.next(), sources, layout, errors);
                else return null;
            }
            return row;
        }
    }
}
