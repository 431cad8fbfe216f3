package localglue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Writes an object, which appears when this is closed. A failed write ends it: what was written is gone, even if its writer never closes it. */
final class Upload extends OutputStream {
    private final Uploads uploads;
    private final Path target;
    private final Path file;
    private final OutputStream out;
    private IOException failure = null;
    private boolean closed = false;

    Upload(Uploads uploads, Path target) throws IOException {
        this.uploads = uploads;
        this.target = target;
        this.file = uploads.newFile();
        this.out = Files.newOutputStream(file, new OpenOption[0]);
    }

    public void write(int b) throws IOException {
        write(new byte[] { (byte) b }, 0, 1);
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) throw new IOException(failure.getMessage(), failure);
        try {
            out.write(bytes, offset, length);
        } catch (IOException problem) {
            failure = problem;
            end();
            throw problem;
        }
    }

    public void close() throws IOException {
        if (!closed) end();
    }

    private void end() throws IOException {
        closed = true;
        try {
            out.close();
            if (failure == null) uploads.publish(file, target);
        } finally {
            if (LocalPaths.exists(file)) Files.delete(file);
        }
    }
}
