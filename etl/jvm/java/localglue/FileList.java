package localglue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.datasources.FileStatusCache;
import scala.Option;
import scala.Some;
import scala.collection.JavaConverters;

/** Files that were listed already: Spark's file index takes them from here and lists nothing again. */
public final class FileList extends FileStatusCache {
    private static final long BLOCK = 128L << 20;

    private final List files = new ArrayList();
    private final Map byPath = new HashMap();

    /** @param lines one line per file, as Listing gives them: path, size, time of the last change */
    public FileList(String lines) {
        String[] each = lines.isEmpty() ? new String[0] : lines.split("\n");
        for (int i = 0; i < each.length; i++) {
            String[] fields = Fields.split(each[i]);
            Path path = new Path(fields[0]);
            FileStatus file = new FileStatus(Long.parseLong(fields[1]), false, 1, BLOCK, Long.parseLong(fields[2]), path);
            files.add(file);
            byPath.put(path, file);
        }
    }

    /** Returns the files in order: FileStatus. */
    public List files() {
        return files;
    }

    /** Returns their paths as a list of Scala. */
    public scala.collection.immutable.List paths() {
        List paths = new ArrayList();
        for (int i = 0; i < files.size(); i++) paths.add(((FileStatus) files.get(i)).getPath());
        return JavaConverters.asScalaBuffer(paths).toList();
    }

    public Option getLeafFiles(Path path) {
        Object file = byPath.get(path);
        return file == null ? Option.empty() : new Some(new FileStatus[] { (FileStatus) file });
    }

    public void putLeafFiles(Path path, FileStatus[] leafFiles) {
    }

    public void invalidateAll() {
    }
}
