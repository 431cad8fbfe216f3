package localglue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bucket that is a folder. The folder may be a link to another one; no key and no link inside leads out of it.
 */
final class Bucket {
    private static final Logger LOG = LoggerFactory.getLogger("localglue.LocalS3");
    /** What S3 allows or once allowed; shorter names, too, for nothing is gained by refusing them here. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final FileAttribute[] NO_ATTRIBUTES = new FileAttribute[0];
    private static final LinkOption[] FOLLOW = new LinkOption[0];

    private final String name;
    /** The folder, or the link to it. */
    final Path folder;
    private volatile Path real;

    Bucket(Path root, String name) throws IOException {
        if (name == null || !NAME.matcher(name).matches() || name.contains("..")) {
            throw new IOException("InvalidBucketName: '" + name + "' cannot be a bucket's name;"
                + " it is letters, digits, dots, hyphens and underscores, the first a letter or digit");
        }
        this.name = name;
        this.folder = root.resolve(name);
    }

    /** Returns the file or folder of a key, which need not exist. Empty parts of the key do not count. */
    Path at(String key) throws IOException {
        Path found = folder;
        String[] parts = key.split("/");
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.equals("..") || part.equals(".")) throw new IOException(url(key) + ": a key must not have a part '" + part + "'");
            if (found == folder && part.equals(Uploads.NAME)) throw new IOException(url(key) + ": this name is kept for what is being written");
            if (part.length() > 0) found = LocalPaths.child(found, part);
        }
        checkInside(found);
        return found;
    }

    boolean isRoot(Path file) {
        return file.equals(folder);
    }

    boolean exists() {
        return LocalPaths.isFolder(folder);
    }

    /** Returns what is known of a file or folder, or null where there is none. */
    BasicFileAttributes attributes(Path file) throws IOException {
        if (!LocalPaths.exists(file)) return null;
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, FOLLOW);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    /** Returns the error for a key where there is nothing to see. */
    IOException missing(String key) throws IOException {
        Path closed = at(key);
        while (!LocalPaths.exists(closed) && closed.getNameCount() > 1) closed = closed.getParent();
        if (LocalPaths.isFolder(closed) && !Files.isExecutable(closed)) return new IOException("permission denied: " + closed);
        if (exists()) return new FileNotFoundException("NoSuchKey: " + url(key) + " does not exist (" + folder + ")");
        return new FileNotFoundException("NoSuchBucket: s3://" + name + " does not exist; the first write makes it (" + folder + ")");
    }

    /** Returns the children of a folder in the order of their names. */
    List children(Path parent) throws IOException {
        List found = new ArrayList();
        DirectoryStream stream = Files.newDirectoryStream(parent);
        try {
            Iterator all = stream.iterator();
            while (all.hasNext()) {
                Path child = (Path) all.next();
                if (parent.equals(folder) && child.getFileName().toString().equals(Uploads.NAME)) continue;
                if (Files.isSymbolicLink(child)) checkInside(child);
                found.add(child);
            }
        } finally {
            stream.close();
        }
        Collections.sort(found);
        return found;
    }

    /** Makes a folder, its parents and the bucket. */
    void makeFolder(Path wanted) throws IOException {
        make();
        if (LocalPaths.isFolder(wanted)) return;
        try {
            Files.createDirectories(wanted, NO_ATTRIBUTES);
        } catch (java.nio.file.FileSystemException problem) {
            Path object = objectAbove(wanted);
            if (object == null) throw problem;
            throw new ParentNotDirectoryException(object
                + " is an object: on a local disk no other key can go on behind its name and a slash");
        }
    }

    void move(Path from, Path to) throws IOException {
        Files.move(from, to, new java.nio.file.CopyOption[] { StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING });
    }

    /** Deletes a file, or a folder with all that is in it; of the bucket's own folder only what is in it. Links are not followed. */
    void delete(Path file) throws IOException {
        if (!isRoot(file)) {
            Files.walkFileTree(file, new Deleting());
            return;
        }
        List all = children(file);
        for (int i = 0; i < all.size(); i++) Files.walkFileTree((Path) all.get(i), new Deleting());
    }

    /** Makes the bucket, unless it is there. */
    void make() throws IOException {
        if (exists()) return;
        Files.createDirectories(folder.getParent(), NO_ATTRIBUTES);
        try {
            Files.createDirectory(folder, NO_ATTRIBUTES);
            LOG.warn("Bucket s3://" + name + " did not exist and has been made: " + folder);
        } catch (FileAlreadyExistsException made) {
            if (!exists()) throw made;
        }
    }

    private Path objectAbove(Path file) {
        for (Path p = file; p != null && !p.equals(folder); p = p.getParent()) if (LocalPaths.isFile(p)) return p;
        return null;
    }

    /** Refuses a file that a link leads to out of the bucket. */
    void checkInside(Path file) throws IOException {
        Path existing = file;
        while (!existing.equals(folder) && !LocalPaths.exists(existing)) existing = existing.getParent();
        if (existing.equals(folder)) return;
        Path target = existing.toRealPath(FOLLOW);
        if (!target.startsWith(realFolder())) {
            throw new IOException(existing + " is a link that leads out of its bucket, to " + target
                + "; copy the data into the bucket, or let the bucket's own folder be a link");
        }
    }

    private Path realFolder() throws IOException {
        if (real == null) real = folder.toRealPath(FOLLOW);
        return real;
    }

    private String url(String key) {
        return "s3://" + name + (key.startsWith("/") ? "" : "/") + key;
    }

    private static final class Deleting extends SimpleFileVisitor {
        public FileVisitResult visitFile(Object file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists((Path) file);
            return FileVisitResult.CONTINUE;
        }

        public FileVisitResult visitFileFailed(Object file, IOException problem) throws IOException {
            if (problem instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
            throw problem;
        }

        public FileVisitResult postVisitDirectory(Object folder, IOException problem) throws IOException {
            if (problem != null) throw problem;
            Files.deleteIfExists((Path) folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
