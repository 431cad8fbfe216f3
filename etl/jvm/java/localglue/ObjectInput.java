package localglue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileSystem;

/** Reads an object from any place. */
final class ObjectInput extends FSInputStream {
    private final FileChannel file;
    private final FileSystem.Statistics statistics;
    private long position;

    ObjectInput(Path path, FileSystem.Statistics statistics) throws IOException {
        this.file = FileChannel.open(path, new OpenOption[] { StandardOpenOption.READ });
        this.statistics = statistics;
    }

    public void seek(long position) throws IOException {
        if (position < 0 || position > file.size()) throw new EOFException("Cannot seek to " + position + " of " + file.size() + " bytes");
        this.position = position;
    }

    public long getPos() {
        return position;
    }

    public boolean seekToNewSource(long position) {
        return false;
    }

    public int available() throws IOException {
        return (int) Math.min(file.size() - position, Integer.MAX_VALUE);
    }

    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = read(position, bytes, offset, length);
        if (n > 0) position += n;
        return n;
    }

    public int read(long position, byte[] bytes, int offset, int length) throws IOException {
        if (position < 0) throw new EOFException("Cannot read at " + position);
        int n = file.read(ByteBuffer.wrap(bytes, offset, length), position);
        if (n > 0 && statistics != null) statistics.incrementBytesRead(n);
        return n;
    }

    public void close() throws IOException {
        file.close();
    }
}
