package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Finds what cannot be read in the JSON files of tasks: rows of ErrorRows. */
final class JsonErrors implements FlatMapFunction {
    private final Sources sources;

    JsonErrors(Sources sources) {
        this.sources = sources;
    }

    public Iterator call(Object tasks) {
        return new Rows((Iterator) tasks, sources);
    }

    private static final class Rows extends RowIterator {
        private final Iterator tasks;
        private final Sources sources;
        private final ErrorRows errors = new ErrorRows();
        private JsonTask task;

        Rows(Iterator tasks, Sources sources) {
            this.tasks = tasks;
            this.sources = sources;
        }

        Object advance() throws IOException {
            Object row;
            while ((row = errors.poll()) == null && (task != null || tasks.hasNext())) {
                if (task == null) task = new JsonTask((String) tasks.next(), sources, errors);
                JsonParser parser = task.next();
                if (parser != null) check(parser);
                else if (task.isOver()) task = null;
            }
            return row;
        }

        private void check(JsonParser parser) throws IOException {
            try {
                parser.skipChildren();
            } catch (JsonProcessingException e) {
                task.broken(e);
            }
        }
    }
}
