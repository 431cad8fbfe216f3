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

    ObjectInput(Path path, FileSystem.Statistics statistics) throws IOException {
        this.file = FileChannel.open(path, new OpenOption[] { StandardOpenOption.READ });
        this.statistics = statistics;
    }

    public void seek(long position) throws IOException {
        if (position < 0 || position > file.size()) throw new EOFException("Cannot seek to " + position + " of " + file.size() + " bytes");
        file.position(position);
    }

    public long getPos() throws IOException {
        return file.position();
    }

    public boolean seekToNewSource(long position) {
        return false;
    }

    public int available() throws IOException {
        return (int) Math.min(file.size() - file.position(), Integer.MAX_VALUE);
    }

    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    public int read(byte[] bytes, int offset, int length) throws IOException {
        return counted(file.read(ByteBuffer.wrap(bytes, offset, length)));
    }

    public int read(long position, byte[] bytes, int offset, int length) throws IOException {
        if (position < 0) throw new EOFException("Cannot read at " + position);
        return counted(file.read(ByteBuffer.wrap(bytes, offset, length), position));
    }

    public void close() throws IOException {
        file.close();
    }

    private int counted(int bytes) {
        if (bytes > 0 && statistics != null) statistics.incrementBytesRead(bytes);
        return bytes;
    }
}
