package localglue;

import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/** Text as UTF-8 that every later reader accepts: what cannot be encoded or decoded is U+FFFD. */
final class Utf8 {
    /** Why a record whose bytes are no UTF-8 cannot be read. */
    static final String NONE = "its bytes are no UTF-8; convert the file";

    private Utf8() {}

    static byte[] encode(char[] chars, int start, int length) {
        StringBuffer text = new StringBuffer(length);
        for (int i = start; i < start + length; i++) {
            char c = chars[i];
            boolean pair = Character.isHighSurrogate(c) && i + 1 < start + length && Character.isLowSurrogate(chars[i + 1]);
            if (pair) text.append(c).append(chars[++i]);
            else text.append(Character.isSurrogate(c) ? '\ufffd' : c);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean isValid(byte[] bytes, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) all |= bytes[i];
        for (int i = from; all < 0 && i < to;) {
            int length = bytes[i] >= 0 ? 1 : lengthAt(bytes, i, to);
            if (length == 0) return false;
            i += length;
        }
        return true;
    }

    /** Returns of how many bytes the character is that begins at a place; 0 if there is none. */
    private static int lengthAt(byte[] bytes, int at, int to) {
        int first = bytes[at] & 255;
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (at + length > to) return 0;
        for (int i = 1; i < length; i++) if ((bytes[at + i] & 0xc0) != 0x80) return 0;
        int second = length < 3 ? 0 : bytes[at + 1] & 255;
        boolean isOverlong = first == 0xe0 && second < 0xa0 || first == 0xf0 && second < 0x90;
        boolean isNone = first == 0xed && second > 0x9f || first == 0xf4 && second > 0x8f;
        return isOverlong || isNone ? 0 : length;
    }

    static UTF8String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    /** Returns a text that may keep `bytes` alive. */
    static UTF8String text(byte[] bytes, int start, int length) {
        int all = 0;
        for (int i = start; i < start + length; i++) all |= bytes[i];
        if (all >= 0) return UTF8String.fromBytes(bytes, start, length);
        return UTF8String.fromString(new String(bytes, start, length, StandardCharsets.UTF_8));
    }
}
