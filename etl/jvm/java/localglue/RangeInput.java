package localglue;

import java.io.IOException;
import java.io.InputStream;

/** The records of a file that belong to the bytes from `start` up to `end`: whole records, and each in one range only. */
final class RangeInput extends InputStream {
    private static final byte[] NOTHING = new byte[0];

    private final InputStream in;
    private final int format;
    private final long end;
    private final RecordStart next;
    private byte[] chunk = NOTHING;
    private int at;
    private int limit;
    private long position;
    private boolean over;

    /** `in` stands at `start`; `whole`: the first record begins there. */
    RangeInput(InputStream in, long start, boolean whole, long end, int format) throws IOException {
        this.in = in;
        this.format = format;
        this.end = end;
        this.next = new RecordStart(format);
        this.position = start;
        if (!whole) over = !seekFirst();
    }

    private boolean seekFirst() throws IOException {
        chunk = new byte[8192];
        RecordStart first = new RecordStart(format);
        while (!first.isPast(end, position)) {
            limit = in.read(chunk, 0, chunk.length);
            if (limit < 0) return false;
            for (at = 0; at < limit; at++, position++) {
                if (first.at(chunk[at], position)) return first.endOfRecordBefore() < end;
            }
        }
        return false;
    }

    /** Returns the offset in the file of the next byte. */
    long position() {
        return position;
    }

    public int read(byte[] into, int offset, int length) throws IOException {
        if (over || length == 0) return over ? -1 : 0;
        int n = fill(into, offset, length);
        if (n <= 0) return n;
        int i = (int) Math.max(0, Math.min(n, end - position));
        for (; i < n; i++) {
            if (next.at(into[offset + i], position + i)) {
                over = true;
                break;
            }
        }
        position += i;
        return i == 0 ? -1 : i;
    }

    private int fill(byte[] into, int offset, int length) throws IOException {
        if (at >= limit) return in.read(into, offset, length);
        int n = Math.min(length, limit - at);
        System.arraycopy(chunk, at, into, offset, n);
        at += n;
        return n;
    }

    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    public void close() throws IOException {
        in.close();
    }
}
