package localglue;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BufferedFSInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * S3 on a local disk: each bucket is a folder below the one that the setting localglue.s3.root names, each object a file.
 * As on S3 an object appears when it is closed, and a folder need not exist to be written to. The first write makes the bucket.
 */
public final class LocalS3 extends FileSystem {
    /** The setting, and the system property that stands in for it, which names the folder of the buckets. */
    public static final String ROOT = "localglue.s3.root";

    private static final long BLOCK_BYTES = 64L * 1024 * 1024;
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final Set OPEN = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap()));

    private URI uri;
    private Bucket bucket;
    private Uploads uploads;

    public void initialize(URI name, Configuration conf) throws IOException {
        super.initialize(name, conf);
        setConf(conf);
        bucket = new Bucket(root(conf), name.getAuthority());
        uri = URI.create(name.getScheme() + "://" + name.getAuthority());
        uploads = new Uploads(bucket);
        uploads.deleteStale();
        OPEN.add(this);
    }

    /** Closes what serves buckets of any other root, so that Hadoop, which keeps every file system, makes them anew. */
    static void closeOthers(String root) throws IOException {
        java.nio.file.Path wanted = LocalPaths.of(root);
        Object[] all = OPEN.toArray();
        for (int i = 0; i < all.length; i++) {
            LocalS3 one = (LocalS3) all[i];
            if (!one.bucket.folder.getParent().equals(wanted)) one.close();
        }
    }

    public void close() throws IOException {
        OPEN.remove(this);
        super.close();
    }

    private static java.nio.file.Path root(Configuration conf) throws IOException {
        String root = conf.get(ROOT, System.getProperty(ROOT, "$"));
        if (root.startsWith("$")) throw new IOException("The setting " + ROOT + " names no folder for the buckets");
        return LocalPaths.of(root);
    }

    public String getScheme() {
        return uri == null ? "s3" : uri.getScheme();
    }

    public URI getUri() {
        return uri;
    }

    public String getCanonicalServiceName() {
        return null;
    }

    public Path getWorkingDirectory() {
        return new Path(uri + "/");
    }

    public void setWorkingDirectory(Path path) {
        // every path of S3 is a full one
    }

    public long getDefaultBlockSize() {
        return BLOCK_BYTES;
    }

    public FileStatus getFileStatus(Path path) throws IOException {
        return status(path, file(path));
    }

    public FileStatus[] listStatus(Path path) throws IOException {
        java.nio.file.Path file = file(path);
        FileStatus self = status(path, file);
        if (!self.isDirectory()) return new FileStatus[] { self };
        String prefix = key(path).endsWith("/") ? key(path) : key(path) + "/";
        List children = bucket.children(file);
        List found = new ArrayList(children.size());
        for (int i = 0; i < children.size(); i++) {
            java.nio.file.Path child = (java.nio.file.Path) children.get(i);
            BasicFileAttributes attributes = bucket.attributes(child);
            if (attributes != null) found.add(status(attributes, qualified(prefix + LocalPaths.name(child))));
        }
        return (FileStatus[]) found.toArray(new FileStatus[0]);
    }

    /** Returns what lists the data files of a folder. */
    LocalTree tree(Path path, boolean recurse) throws IOException {
        return new LocalTree(file(path), Listing.prefix(qualified(key(path))), recurse, bucket);
    }

    private FileStatus status(Path path, java.nio.file.Path file) throws IOException {
        BasicFileAttributes attributes = bucket.attributes(file);
        if (attributes == null) throw bucket.missing(key(path));
        return status(attributes, qualified(key(path)));
    }

    private static FileStatus status(BasicFileAttributes attributes, Path path) {
        boolean folder = attributes.isDirectory();
        long changed = attributes.lastModifiedTime().toMillis();
        return new FileStatus(folder ? 0L : attributes.size(), folder, 1, BLOCK_BYTES, changed, 0L, null, "", "", path);
    }

    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        java.nio.file.Path file = file(path);
        if (status(path, file).isDirectory()) throw new FileNotFoundException(path + " is a folder");
        return new FSDataInputStream(new BufferedFSInputStream(new ObjectInput(file, statistics), Math.max(bufferSize, BUFFER_BYTES)));
    }

    /** Opens an object whose reader has a buffer of its own. */
    ObjectInput input(Path path) throws IOException {
        return new ObjectInput(file(path), statistics);
    }

    public FSDataOutputStream create(Path path, FsPermission permission, boolean overwrite, int bufferSize, short replication,
            long blockSize, Progressable progress) throws IOException {
        java.nio.file.Path file = file(path);
        BasicFileAttributes present = bucket.attributes(file);
        if (present != null && (present.isDirectory() || !overwrite)) {
            throw new FileAlreadyExistsException(path + (present.isDirectory() ? " is a folder" : " exists"));
        }
        return new FSDataOutputStream(new BufferedOutputStream(new Upload(uploads, file), Math.max(bufferSize, BUFFER_BYTES)), statistics);
    }

    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
        throw new UnsupportedOperationException("Objects of S3 cannot be appended to: " + path);
    }

    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        java.nio.file.Path file = file(path);
        BasicFileAttributes present = bucket.attributes(file);
        if (present != null && !present.isDirectory()) throw new FileAlreadyExistsException(path + " is an object");
        if (present == null) bucket.makeFolder(file);
        return true;
    }

    /** Moves as Hadoop's committers expect: into a folder that exists, and never over an object. */
    public boolean rename(Path from, Path to) throws IOException {
        java.nio.file.Path source = file(from), target = file(to);
        if (bucket.isRoot(source) || bucket.attributes(source) == null) return false;
        BasicFileAttributes present = bucket.attributes(target);
        if (source.equals(target)) return !present.isDirectory();
        if (present != null && present.isDirectory()) {
            target = target.resolve(source.getFileName());
            present = bucket.attributes(target);
        }
        if (present != null || target.startsWith(source)) return false;
        bucket.makeFolder(target.getParent());
        return moved(source, target);
    }

    private boolean moved(java.nio.file.Path source, java.nio.file.Path target) throws IOException {
        try {
            bucket.move(source, target);
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    public boolean delete(Path path, boolean recursive) throws IOException {
        java.nio.file.Path file = file(path);
        BasicFileAttributes present = bucket.attributes(file);
        if (present == null) return false;
        if (present.isDirectory() && !recursive && !bucket.children(file).isEmpty()) {
            throw new PathIsNotEmptyDirectoryException(path.toString());
        }
        bucket.delete(file);
        return true;
    }

    private java.nio.file.Path file(Path path) throws IOException {
        String authority = path.toUri().getAuthority();
        if (authority != null && !authority.equals(uri.getAuthority())) {
            throw new IllegalArgumentException("Wrong bucket: " + path + ", expected: " + uri);
        }
        return bucket.at(key(path));
    }

    private static String key(Path path) {
        return path.toUri().getPath();
    }

    private Path qualified(String key) {
        return new Path(uri.getScheme(), uri.getAuthority(), key.startsWith("/") ? key : "/" + key);
    }
}
