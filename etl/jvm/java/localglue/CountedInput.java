package localglue;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** The bytes of a file, which can be given back, and where in the file the next one is. */
final class CountedInput extends PushbackInputStream {
    private long position;

    /** `in` stands at `position`. */
    CountedInput(InputStream in, long position) {
        super(new BufferedInputStream(in));
        this.position = position;
    }

    long position() {
        return position;
    }

    boolean isOver() throws IOException {
        int next = read();
        if (next >= 0) unread(next);
        return next < 0;
    }

    /** Returns so many bytes, or fails with an EOFException. */
    byte[] taken(int length) throws IOException {
        byte[] taken = readNBytes(length);
        if (taken.length < length) throw new EOFException();
        return taken;
    }

    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) position++;
        return next;
    }

    public int read(byte[] into, int offset, int length) throws IOException {
        int n = super.read(into, offset, length);
        if (n > 0) position += n;
        return n;
    }

    public void unread(int next) throws IOException {
        super.unread(next);
        position--;
    }

    public void unread(byte[] from, int offset, int length) throws IOException {
        if (length > pos) makeRoom(length);
        super.unread(from, offset, length);
        position -= length;
    }

    private void makeRoom(int length) {
        byte[] larger = new byte[length + buf.length];
        System.arraycopy(buf, pos, larger, pos + length, buf.length - pos);
        pos += length;
        buf = larger;
    }
}
