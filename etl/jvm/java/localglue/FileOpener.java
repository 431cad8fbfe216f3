package localglue;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Opens one file after another. Those on a local disk are read without Hadoop's paths, buffers, statistics and look-ups, which take
 * longer than a small file does; but a file that has a checksum of Hadoop's beside it is read by Hadoop, which checks it.
 */
final class FileOpener {
    private final Configuration hadoop;
    private FileSystem last;
    /** How the names of its files begin. */
    private String root;

    FileOpener(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** `name`: a full path with scheme. */
    FSDataInputStream open(String name) throws IOException {
        FileSystem fs = fileSystem(name);
        if (fs instanceof LocalS3) return new FSDataInputStream(((LocalS3) fs).input(new Path(name)));
        if (!(fs instanceof LocalFileSystem) || !name.startsWith("file:/")) return fs.open(new Path(name));
        String file = name.substring("file:".length());
        int slash = file.lastIndexOf('/') + 1;
        String checksum = file.substring(0, slash) + "." + file.substring(slash) + ".crc";
        if (LocalPaths.exists(LocalPaths.of(checksum))) return fs.open(new Path(name));
        return new FSDataInputStream(new ObjectInput(LocalPaths.of(file), null));
    }

    private FileSystem fileSystem(String name) throws IOException {
        if (root == null || !name.startsWith(root)) {
            Path path = new Path(name);
            last = path.getFileSystem(hadoop);
            root = root(path.toUri());
        }
        return last;
    }

    private static String root(URI file) {
        return file.getScheme() + ":/" + (file.getAuthority() == null ? "" : "/" + file.getAuthority() + "/");
    }
}
