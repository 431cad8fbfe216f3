package localglue;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The lines of a text in UTF-8, whether they end as in Unix or in Windows. */
final class TextLines implements Closeable {
    private static final int LONGEST = 32 << 20;

    private final RangeInput in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private long position;
    private boolean isText;

    TextLines(RangeInput in) {
        this.in = in;
        this.position = in.position();
    }

    /** Returns the next line, or as much of it as a line may have; null at the end. */
    String next() throws IOException {
        if (at == limit && !fill()) return null;
        int end = end();
        if (end < limit) return taken(end, end + 1);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (end == limit && line.size() < LONGEST) {
            line.write(buffer, at, end - at);
            position += end - at;
            at = end;
            if (!fill()) return text(line.toByteArray(), 0, line.size());
            end = end();
        }
        line.write(buffer, at, end - at);
        taken(end, Math.min(limit, end + 1));
        return text(line.toByteArray(), 0, line.size());
    }

    /** Returns whether the bytes of the last line are UTF-8; those that are not have become U+FFFD. */
    boolean isText() {
        return isText;
    }

    /** Returns the offset behind the last line. */
    long position() {
        return position;
    }

    private String taken(int end, int next) {
        String line = text(buffer, at, end - at);
        position += next - at;
        at = next;
        return line;
    }

    private String text(byte[] bytes, int from, int length) {
        int shown = length > 0 && bytes[from + length - 1] == '\r' ? length - 1 : length;
        isText = Utf8.isValid(bytes, from, from + shown);
        return new String(bytes, from, shown, StandardCharsets.UTF_8);
    }

    private int end() {
        int end = at;
        while (end < limit && buffer[end] != '\n') end++;
        return end;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    public void close() throws IOException {
        in.close();
    }
}
