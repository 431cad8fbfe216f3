package localglue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

/**
 * Lists the data files of a local folder in the order of S3's keys. Folders below it are read side by side, and each file
 * is asked once for all that is known of it.
 */
final class LocalTree extends RecursiveTask {
    private static final LinkOption[] FOLLOW = new LinkOption[0];
    private static final LinkOption[] STAY = new LinkOption[] { LinkOption.NOFOLLOW_LINKS };

    private final Path folder;
    private final String prefix;
    private final boolean recurse;
    private final Bucket bucket;

    /**
     * @param prefix how the paths of the files begin, up to and with the folder's slash
     * @param bucket the bucket that no link may lead out of, or null
     */
    LocalTree(Path folder, String prefix, boolean recurse, Bucket bucket) {
        this.folder = folder;
        this.prefix = prefix;
        this.recurse = recurse;
        this.bucket = bucket;
    }

    FileLines list() throws IOException {
        try {
            return (FileLines) ForkJoinPool.commonPool().invoke(this);
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        }
    }

    protected Object compute() {
        try {
            return lines(children());
        } catch (IOException problem) {
            throw new UncheckedIOException(new IOException(LocalPaths.reason(problem), problem));
        }
    }

    /** Returns the attributes of files by name, and the trees of folders, at work already, by name and slash. */
    private Map children() throws IOException {
        Map found = new TreeMap();
        DirectoryStream stream;
        try {
            stream = Files.newDirectoryStream(folder);
        } catch (NoSuchFileException gone) {
            return found;
        }
        try {
            Iterator all = stream.iterator();
            while (all.hasNext()) {
                Path child = (Path) all.next();
                String name = LocalPaths.name(child);
                if (!Listing.isHidden(name)) add(found, child, name);
            }
        } catch (DirectoryIteratorException problem) {
            throw problem.getCause();
        } finally {
            stream.close();
        }
        return found;
    }

    private void add(Map found, Path child, String name) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(child, BasicFileAttributes.class, STAY);
            if (attributes.isSymbolicLink()) attributes = followed(child);
        } catch (NoSuchFileException gone) {
            return;
        }
        if (!attributes.isDirectory()) found.put(name, attributes);
        else if (recurse) found.put(name + "/", new LocalTree(child, prefix + name + "/", true, bucket).fork());
    }

    private BasicFileAttributes followed(Path link) throws IOException {
        if (bucket != null) bucket.checkInside(link);
        BasicFileAttributes attributes = Files.readAttributes(link, BasicFileAttributes.class, FOLLOW);
        if (recurse && attributes.isDirectory() && folder.toRealPath(FOLLOW).startsWith(link.toRealPath(FOLLOW))) {
            throw new IOException(link + " is a link to a folder that it lies in, so that the files below have no end; delete it");
        }
        return attributes;
    }

    private FileLines lines(Map children) {
        FileLines lines = new FileLines();
        Iterator all = children.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry child = (Map.Entry) all.next();
            if (child.getValue() instanceof LocalTree) {
                lines.addAll((FileLines) ((LocalTree) child.getValue()).join());
            } else {
                BasicFileAttributes file = (BasicFileAttributes) child.getValue();
                lines.add(prefix, (String) child.getKey(), file.size(), file.lastModifiedTime().toMillis());
            }
        }
        return lines;
    }
}
