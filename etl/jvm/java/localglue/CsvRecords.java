package localglue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The records of one CSV text in UTF-8, divided into values.
 *
 * A value is quoted if it begins with the quote; a doubled quote inside stands for one. Where anything but the end of the
 * value follows a quote inside, the value is taken as it stands, quotes and all. A quote left open ends with its line. Blank
 * lines are no records.
 */
final class CsvRecords {
    private static final int LONGEST = 32 << 20;
    private static final int HEAD = 4096;
    /** How many strange bytes a text may have at its beginning, however short it is. */
    private static final int FEW = 8;
    /** The bounds of the buffer, but for a record that needs more. */
    private static final int SMALLEST = 256, LARGEST = 65536;
    /** The control characters of texts: ends of line and of page, tabs, separators of Hive. */
    private static final String USUAL = "\t\n\f\r\u0001\u0002";
    private static final byte ESCAPED = 1, DOUBLED = 2;

    private final InputStream in;
    private final CsvLayout layout;
    private final boolean[] stops;
    private final boolean[] quotedStops;
    private byte[] buffer;
    private int limit;
    private boolean ended;
    /** The offset in the source of the first byte of the buffer. */
    private long offset;
    /** Where the record starts in the buffer; all other places are relative to it. */
    private int from;
    private int end;
    private int following;
    private int count;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private byte[] codes = new byte[64];
    private boolean more;
    private String problem;
    private String lost;

    /** `size`: about how many bytes there are to read. */
    CsvRecords(InputStream in, long position, long size, CsvLayout layout) {
        this.buffer = new byte[(int) Math.max(SMALLEST, Math.min(size + 1, LARGEST))];
        this.in = in;
        this.offset = position;
        this.layout = layout;
        this.stops = layout.stops;
        this.quotedStops = layout.quotedStops;
    }

    /** Returns whether the source begins with bytes that no text has so many of, beside those that divide it; call it first. */
    boolean isBinary() throws IOException {
        has(HEAD - 1);
        int n = Math.min(limit, HEAD);
        int strange = 0;
        for (int i = 0; i < n; i++) if (isStrange(buffer[i])) strange++;
        return strange * 20 > n && strange > FEW;
    }

    private boolean isStrange(byte b) {
        return b >= 0 && b < ' ' && USUAL.indexOf(b) < 0 && !stops[b] && !quotedStops[b];
    }

    /** Moves to the next record; false at the end. */
    boolean next() throws IOException {
        do {
            from += following;
            following = 0;
            if (!has(0)) return false;
            divide();
        } while (isBlank());
        return true;
    }

    /** Returns why the record cannot be read, or null if it can. */
    String problem() {
        return problem;
    }

    /** Returns how many values the record has. */
    int size() {
        return count;
    }

    UTF8String value(int i) {
        int start = from + starts[i];
        byte[] value = Arrays.copyOfRange(buffer, start, from + ends[i]);
        return Utf8.text(codes[i] == 0 ? value : plain(value, codes[i]));
    }

    /** Returns the record as it stands, or its first part if it is long. */
    String text() {
        return lost != null ? lost : text(end);
    }

    private String text(int end) {
        return new String(buffer, from, Math.min(end, RecordBytes.SHOWN), StandardCharsets.UTF_8);
    }

    /** Returns the offset in the source of what follows the record. */
    long position() {
        return offset + from + following;
    }

    private boolean isBlank() {
        if (count != 1 || problem != null) return false;
        for (int i = 0; i < end; i++) if (buffer[from + i] != ' ') return false;
        return true;
    }

    private void divide() throws IOException {
        count = 0;
        problem = null;
        lost = null;
        int i = 0;
        more = true;
        while (more) i = isAt(i, layout.quote) ? quoted(i) : unquoted(i, i, (byte) 0);
        if (problem != null) giveUp();
        else if (!Utf8.isValid(buffer, from, from + end)) problem = Utf8.NONE;
    }

    /** Takes the value that starts at `start`, of which all before `i` was looked at; returns where the next one starts. */
    private int unquoted(int start, int i, byte code) throws IOException {
        while (true) {
            i = stop(i, stops);
            if (i < 0) return endRecord(start, -i - 1, code);
            if (isLineEnd(i) || isAt(i, layout.separator)) return end(start, i, i, code);
            if (isAt(i, layout.escape)) {
                code |= ESCAPED;
                i = afterEscape(i);
            } else {
                i++;
            }
        }
    }

    private int quoted(int opening) throws IOException {
        int start = opening + layout.quote.length;
        int i = start;
        byte code = 0;
        while (true) {
            i = stop(i, quotedStops);
            if (i < 0) {
                if (layout.multiLine) problem = "a quote is opened and never closed";
                return endRecord(start, -i - 1, code);
            }
            if (isLineEnd(i) && !layout.multiLine) return end(start, i, i, code);
            if (isAt(i, layout.escape)) {
                code |= ESCAPED;
                i = afterEscape(i);
            } else if (!isAt(i, layout.quote)) {
                i++;
            } else if (isAt(i + layout.quote.length, layout.quote)) {
                code |= DOUBLED;
                i += 2 * layout.quote.length;
            } else {
                int after = afterBlanks(i + layout.quote.length);
                if (!has(after) || isLineEnd(after) || isAt(after, layout.separator)) return end(start, i, after, code);
                return unquoted(opening, i + layout.quote.length, (byte) (code & ESCAPED));
            }
        }
    }

    private int afterEscape(int i) throws IOException {
        int next = i + layout.escape.length;
        return has(next) && (layout.multiLine || !isLineEnd(next)) ? next + 1 : next;
    }

    private int afterBlanks(int i) throws IOException {
        while (has(i) && (buffer[from + i] == ' ' || buffer[from + i] == '\t') && !isAt(i, layout.separator)) i++;
        return i;
    }

    /** Ends a value at `valueEnd`, behind which, at `i`, stand a separator or the end of the record. */
    private int end(int start, int valueEnd, int i, byte code) throws IOException {
        if (!has(i)) {
            endRecord(start, i, code);
            ends[count - 1] = valueEnd;
            return i;
        }
        add(start, valueEnd, code);
        if (isAt(i, layout.separator)) return i + layout.separator.length;
        more = false;
        end = i;
        following = i + (buffer[from + i] == '\r' && has(i + 1) && buffer[from + i + 1] == '\n' ? 2 : 1);
        return i;
    }

    private int endRecord(int start, int i, byte code) {
        add(start, i, code);
        more = false;
        end = i;
        following = i;
        return i;
    }

    private void add(int start, int end, byte code) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            codes = Arrays.copyOf(codes, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        codes[count++] = code;
    }

    /** Passes over the first line of a record that cannot be read. */
    private void giveUp() throws IOException {
        int line = 0;
        while (line < end && !isLineEnd(line)) line++;
        lost = text(line);
        from += line;
        while (has(0) && !isLineEnd(0)) from++;
        following = has(0) ? 1 : 0;
    }

    /** Returns the next place with one of `stops`, or -1 - the end of the text. */
    private int stop(int i, boolean[] stops) throws IOException {
        do {
            byte[] bytes = buffer;
            int start = from;
            int last = limit - start;
            for (; i < last; i++) if (stops[bytes[start + i] & 255]) return i;
        } while (has(i));
        return -1 - i;
    }

    private boolean isLineEnd(int i) {
        byte b = buffer[from + i];
        return b == '\n' || b == '\r';
    }

    private boolean isAt(int i, byte[] character) throws IOException {
        int n = character.length;
        if (n == 0 || !has(i + n - 1)) return false;
        for (int k = 0; k < n; k++) if (buffer[from + i + k] != character[k]) return false;
        return true;
    }

    /** Returns whether there is a byte at a place of the record. */
    private boolean has(int i) throws IOException {
        while (from + i >= limit) {
            if (ended) return false;
            makeRoom();
            if (limit == buffer.length) {
                problem = "the record is longer than " + LONGEST + " bytes; is a quote left open?";
                return false;
            }
            int n = in.read(buffer, limit, buffer.length - limit);
            if (n < 0) ended = true;
            else limit += n;
        }
        return true;
    }

    private void makeRoom() {
        System.arraycopy(buffer, from, buffer, 0, limit - from);
        limit -= from;
        offset += from;
        from = 0;
        if (limit == buffer.length && limit < LONGEST) buffer = Arrays.copyOf(buffer, limit * 2);
    }

    /** Returns a value without its escapes and doubled quotes. */
    private byte[] plain(byte[] value, byte code) {
        byte[] plain = new byte[value.length];
        int n = 0;
        for (int i = 0; i < value.length; i++) {
            if ((code & ESCAPED) != 0 && stands(layout.escape, value, i) && i + layout.escape.length < value.length) {
                i += layout.escape.length;
                plain[n++] = meant(value[i]);
            } else {
                if ((code & DOUBLED) != 0 && stands(layout.quote, value, i)) i += layout.quote.length;
                if (i < value.length) plain[n++] = value[i];
            }
        }
        return Arrays.copyOf(plain, n);
    }

    private static boolean stands(byte[] character, byte[] value, int at) {
        if (at + character.length > value.length) return false;
        for (int k = 0; k < character.length; k++) if (value[at + k] != character[k]) return false;
        return true;
    }

    private static byte meant(byte escaped) {
        switch (escaped) {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case '0': return 0;
            default: return escaped;
        }
    }
}
