package localglue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Ion up to the first value whose lengths do not fit: Amazon's library in C may read such a value for ever. Text is as it is.
 *
 * Source: https://amazon-ion.github.io/ion-docs/docs/binary.html
 */
final class IonInput extends CheckedInput {
    private static final int LONGEST = 64 << 20, SMALLEST = 1 << 16, DEEPEST = 500;
    private static final byte[] MARK = {(byte) 0xe0, 1, 0, (byte) 0xea};
    private static final int LENGTH_FOLLOWS = 14, IS_NULL = 15;
    private static final int BOOL = 1, FLOAT = 4, LIST = 11, EXPRESSION = 12, STRUCT = 13, ANNOTATED = 14, NONE = 15;

    private final InputStream in;
    private byte[] buffer = new byte[SMALLEST];
    /** The bytes in the buffer: those before `from` are handed on, those before `sound` were looked at. */
    private int from;
    private int sound;
    private int limit;
    private long position;
    private boolean begun;
    private boolean isText;
    private String problem;
    /** Where the walk through a value is. */
    private int at;

    IonInput(InputStream in) {
        this.in = in;
    }

    String problem() {
        return problem;
    }

    long position() {
        return position;
    }

    public int read(byte[] into, int start, int length) throws IOException {
        if (from == sound) look();
        if (from == sound) return -1;
        int n = Math.min(length, sound - from);
        System.arraycopy(buffer, from, into, start, n);
        from += n;
        position += n;
        return n;
    }

    private void look() throws IOException {
        if (!begun) {
            begun = true;
            isText = !has(MARK.length) || !Arrays.equals(Arrays.copyOf(buffer, MARK.length), MARK);
        }
        if (isText) {
            has(1);
            sound = limit;
            return;
        }
        while (problem == null && sound - from < SMALLEST && has(sound - from + 1)) value();
    }

    /** Looks at the next value that is in no other. */
    private void value() throws IOException {
        try {
            int length = isMark() ? MARK.length : length();
            if (length > LONGEST) throw new Unsound("a value is longer than " + LONGEST + " bytes");
            if (!has(sound - from + length)) throw new Unsound("it ends in the middle of a value");
            at = sound;
            if (!isMark()) walk(sound + length, 0);
            sound += length;
        } catch (Unsound e) {
            problem = "this is no Ion: " + e.getMessage();
        }
    }

    private boolean isMark() throws IOException {
        return buffer[sound] == MARK[0] && has(sound - from + MARK.length) && Arrays.equals(Arrays.copyOfRange(buffer, sound, sound + MARK.length), MARK);
    }

    /** Returns how many bytes the value has that begins behind what was looked at. */
    private int length() throws IOException, Unsound {
        has(sound - from + 11);
        at = sound;
        long length = contents(limit);
        if (length > LONGEST) return Integer.MAX_VALUE;
        return at - sound + (int) length;
    }

    /** Passes over the head of a value, and returns how many bytes follow it. */
    private long contents(int end) throws Unsound {
        if (at >= end) throw new Unsound("a value is missing");
        int kind = kind(), size = buffer[at++] & 15;
        if (kind == NONE || kind == ANNOTATED && size == IS_NULL) throw new Unsound("there is no such type of value");
        if (kind == BOOL && size > 1 && size != IS_NULL) throw new Unsound("a bool is none");
        if (kind == BOOL || size == IS_NULL) return 0;
        return size == LENGTH_FOLLOWS || kind == STRUCT && size == 1 ? number(end) : size;
    }

    private int kind() {
        return (buffer[at] & 255) >> 4;
    }

    /** Walks through the value that stands here and must end at `end`, or before it. */
    private void walk(int end, int depth) throws Unsound {
        if (depth > DEEPEST) throw new Unsound("values are nested too deep");
        if (at >= end) throw new Unsound("a value is missing");
        int kind = kind();
        boolean isNull = (buffer[at] & 15) == IS_NULL;
        long length = contents(end);
        if (length > end - at) throw new Unsound("the lengths of values do not fit");
        int last = at + (int) length;
        if (kind == FLOAT && length != 0 && length != 4 && length != 8) throw new Unsound("a float is none");
        if (kind == ANNOTATED) annotated(last, depth);
        while (!isNull && kind >= LIST && kind <= STRUCT && at < last) {
            if (kind == STRUCT) number(last);
            walk(last, depth + 1);
        }
        at = last;
    }

    private void annotated(int last, int depth) throws Unsound {
        long length = number(last);
        if (length == 0 || length >= last - at) throw new Unsound("the lengths of annotations do not fit");
        int annotations = at + (int) length;
        while (at < annotations) number(annotations);
        walk(last, depth + 1);
        if (at != last) throw new Unsound("there is more than an annotated value");
    }

    /** Reads a number of as many bytes as it has. */
    private long number(int end) throws Unsound {
        long number = 0;
        for (int i = 0; i < 9; i++) {
            if (at >= end) break;
            byte next = buffer[at++];
            number = number << 7 | next & 127;
            if (next < 0) return number;
        }
        throw new Unsound("the length of a value is none");
    }

    /** Reads until there are as many bytes that were not handed on; false if the file has not. */
    private boolean has(int count) throws IOException {
        while (limit - from < count) {
            if (limit == buffer.length) makeRoom();
            int n = in.read(buffer, limit, buffer.length - limit);
            if (n < 0) return false;
            limit += n;
        }
        return true;
    }

    private void makeRoom() {
        int kept = limit - from;
        byte[] to = kept > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, from, to, 0, kept);
        buffer = to;
        sound -= from;
        at -= from;
        from = 0;
        limit = kept;
    }

    public void close() throws IOException {
        in.close();
    }

    private static final class Unsound extends Exception {
        Unsound(String message) {
            super(message);
        }
    }
}
