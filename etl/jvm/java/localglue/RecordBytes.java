package localglue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A source's bytes on their way to a parser: keeps those of the current record, so that a broken one can be shown, and takes back
 * what a parser had buffered when it failed.
 */
final class RecordBytes extends InputStream {
    /** How much of a broken record is shown. */
    static final int SHOWN = 65536;

    private final InputStream in;
    /** What is given before all else, and is no part of the source. */
    private byte[] prefix = new byte[0];
    private int prefixAt;
    private byte[] returned = new byte[0];
    private int returnedAt;
    /** The bytes given last, and the offset of the first of them. */
    private byte[] last = new byte[8192];
    private int lastLength;
    private long lastAt;
    /** The first bytes of the record that starts at `headAt`, up to `lastAt`. */
    private byte[] head = new byte[0];
    private int headLength;
    private long headAt = -1;
    private long start;

    RecordBytes(InputStream in, long position) {
        this.in = in;
        this.lastAt = position;
        this.start = position;
    }

    /** Returns the offset of the next byte to be given. */
    long position() {
        return lastAt + lastLength;
    }

    /** Gives `ascii` before the next byte of the source. */
    void prefix(String ascii) {
        prefix = ascii.getBytes(StandardCharsets.US_ASCII);
        prefixAt = 0;
    }

    /** Says where the current record starts. */
    void startRecord(long offset) {
        start = offset;
    }

    public int read(byte[] into, int offset, int length) throws IOException {
        if (prefixAt < prefix.length) {
            int given = Math.min(length, prefix.length - prefixAt);
            System.arraycopy(prefix, prefixAt, into, offset, given);
            prefixAt += given;
            return given;
        }
        int n = next(into, offset, Math.min(length, 8192));
        if (n > 0) remember(into, offset, n);
        return n;
    }

    private int next(byte[] into, int offset, int length) throws IOException {
        int n = returned.length - returnedAt;
        if (n == 0) return in.read(into, offset, length);
        n = Math.min(n, length);
        System.arraycopy(returned, returnedAt, into, offset, n);
        returnedAt += n;
        return n;
    }

    private void remember(byte[] bytes, int offset, int n) {
        keepLast();
        lastAt += lastLength;
        lastLength = n;
        if (last.length < n) last = new byte[n];
        System.arraycopy(bytes, offset, last, 0, n);
    }

    /** Moves what the last bytes hold of the current record to the head. */
    private void keepLast() {
        if (headAt != start) {
            headAt = start;
            headLength = 0;
        }
        int from = (int) Math.max(0, start - lastAt);
        int n = Math.min(lastLength - from, SHOWN - headLength);
        if (n <= 0) return;
        if (head.length < headLength + n) {
            byte[] larger = new byte[Math.min(SHOWN, (headLength + n) * 2)];
            System.arraycopy(head, 0, larger, 0, headLength);
            head = larger;
        }
        System.arraycopy(last, from, head, headLength, n);
        headLength += n;
    }

    /** Takes back the last bytes given. */
    void giveBack(byte[] bytes) {
        byte[] rest = new byte[bytes.length + returned.length - returnedAt];
        System.arraycopy(bytes, 0, rest, 0, bytes.length);
        System.arraycopy(returned, returnedAt, rest, bytes.length, returned.length - returnedAt);
        returned = rest;
        returnedAt = 0;
        lastLength -= bytes.length;
    }

    /** Goes on to the next line, unless the last byte given ended one; false at the end of the source. */
    boolean endLine() throws IOException {
        if (lastLength > 0 && last[lastLength - 1] == '\n') return true;
        byte[] chunk = new byte[8192];
        while (true) {
            int n = read(chunk, 0, chunk.length);
            if (n < 0) return false;
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n') {
                    giveBack(java.util.Arrays.copyOfRange(chunk, i + 1, n));
                    return true;
                }
            }
        }
    }

    /** Blanks the next byte that is no blank if it is a comma. */
    void dropComma() throws IOException {
        byte[] chunk = new byte[8192];
        int n = read(chunk, 0, chunk.length);
        if (n < 0) return;
        int i = 0;
        while (i < n && isBlank(chunk[i])) i++;
        if (i < n && chunk[i] == ',') chunk[i] = ' ';
        giveBack(java.util.Arrays.copyOf(chunk, n));
    }

    /** Returns the text of the current record as far as it was given, or its first part if it is long. */
    String text() {
        keepLast();
        lastAt += lastLength;
        lastLength = 0;
        int from = 0;
        int to = headLength;
        while (from < to && isBlank(head[from])) from++;
        while (from < to && isBlank(head[to - 1])) to--;
        return new String(head, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    public void close() throws IOException {
        in.close();
    }
}
