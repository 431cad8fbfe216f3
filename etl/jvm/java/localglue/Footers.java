package localglue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.types.StructType;

/** Reads what files say of their own columns, on the driver and without a Spark job. */
public abstract class Footers {
    private static final int THREADS = 16;

    private final String format;

    /** `format`: what messages call files of this kind. */
    protected Footers(String format) {
        this.format = format;
    }

    /** Returns the columns of a file. */
    protected abstract StructType schema(FileStatus file) throws Exception;

    /**
     * Returns each schema that occurs, in the order of the files: its JSON, then the numbers of the files that have it.
     *
     * @throws SourceException the first file that cannot be read
     */
    public final List read(FileList list) throws IOException {
        List files = list.files();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, Math.max(1, files.size())));
        try {
            List pending = new ArrayList();
            for (int i = 0; i < files.size(); i++) pending.add(threads.submit(new Task(this, (FileStatus) files.get(i))));
            return gather(files, pending);
        } finally {
            threads.shutdownNow();
        }
    }

    private List gather(List files, List pending) throws IOException {
        Map byJson = new LinkedHashMap();
        for (int i = 0; i < files.size(); i++) {
            String json = result((FileStatus) files.get(i), (Future) pending.get(i));
            StringBuilder numbers = (StringBuilder) byJson.get(json);
            if (numbers == null) byJson.put(json, new StringBuilder().append(i));
            else numbers.append(' ').append(i);
        }
        List flat = new ArrayList();
        for (Iterator it = byJson.entrySet().iterator(); it.hasNext();) {
            Map.Entry entry = (Map.Entry) it.next();
            flat.add(entry.getKey());
            flat.add(entry.getValue().toString());
        }
        return flat;
    }

    private String result(FileStatus file, Future future) throws IOException {
        try {
            return (String) future.get();
        } catch (ExecutionException e) {
            throw new SourceException(file.getPath().toString(), "this is not a whole " + format + " file (" + root(e).getMessage()
                    + "); copy it again, name it by what it is, or leave it out", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(file.getPath().toString(), "reading was interrupted", e);
        }
    }

    private static Throwable root(Throwable problem) {
        return problem.getCause() == null ? problem : root(problem.getCause());
    }

    private static final class Task implements Callable {
        private final Footers footers;
        private final FileStatus file;

        Task(Footers footers, FileStatus file) {
            this.footers = footers;
            this.file = file;
        }

        public Object call() throws Exception {
            return footers.schema(file).json();
        }
    }
}
