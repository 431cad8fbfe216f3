package localglue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;

/**
 * Where objects are while they are being written: a folder beside the buckets, or inside the bucket where that is a disk of its own.
 * No listing shows it.
 */
final class Uploads {
    static final String NAME = ".uploading";

    private static final long STALE_MILLISECONDS = 24L * 3600 * 1000;

    private final Bucket bucket;
    private volatile Path folder;

    Uploads(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Returns the name of a new file in which an object may be written until it is published. */
    Path newFile() throws IOException {
        bucket.make();
        Path uploads = folder();
        if (!LocalPaths.isFolder(uploads)) Files.createDirectories(uploads, new FileAttribute[0]);
        return uploads.resolve(UUID.randomUUID().toString());
    }

    /** Lets an object appear, whole. */
    void publish(Path upload, Path target) throws IOException {
        if (LocalPaths.isFolder(target)) throw new FileAlreadyExistsException(target + " is a folder");
        bucket.makeFolder(target.getParent());
        bucket.move(upload, target);
    }

    /** Deletes what writers that came to an early end have left. */
    void deleteStale() throws IOException {
        if (!bucket.exists() || !LocalPaths.isFolder(folder())) return;
        long limit = System.currentTimeMillis() - STALE_MILLISECONDS;
        List all = bucket.children(folder());
        for (int i = 0; i < all.size(); i++) {
            BasicFileAttributes attributes = bucket.attributes((Path) all.get(i));
            if (attributes != null && attributes.lastModifiedTime().toMillis() < limit) Files.deleteIfExists((Path) all.get(i));
        }
    }

    private Path folder() {
        if (folder == null) folder = (isOneDisk() ? bucket.folder.getParent() : bucket.folder).resolve(NAME);
        return folder;
    }

    private boolean isOneDisk() {
        try {
            return Files.getFileStore(bucket.folder).equals(Files.getFileStore(bucket.folder.getParent()));
        } catch (IOException unknown) {
            return false;
        }
    }
}
