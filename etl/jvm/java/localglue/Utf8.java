package localglue;

import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/** Text as UTF-8 that every later reader accepts: what cannot be encoded or decoded is U+FFFD. */
final class Utf8 {
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

    static UTF8String text(byte[] bytes) {
        int all = 0;
        for (int i = 0; i < bytes.length; i++) all |= bytes[i];
        return all >= 0 ? UTF8String.fromBytes(bytes) : UTF8String.fromString(new String(bytes, StandardCharsets.UTF_8));
    }
}
