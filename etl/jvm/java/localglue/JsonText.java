package localglue;

/** JSON text under construction, in UTF-8. */
final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes();
    private byte[] bytes;
    private int length;

    JsonText(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return java.util.Arrays.copyOf(bytes, length);
    }

    public String toString() {
        return new String(bytes, 0, length, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Appends ASCII text as it is. */
    JsonText raw(String ascii) {
        int n = ascii.length();
        reserve(n);
        for (int i = 0; i < n; i++) bytes[length++] = (byte) ascii.charAt(i);
        return this;
    }

    JsonText raw(byte[] ascii) {
        reserve(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
        return this;
    }

    JsonText number(long value) {
        if (value < 0 || value > 999999999L) return raw(Long.toString(value));
        int rest = (int) value;
        int digits = 1;
        for (int bound = 10; digits < 9 && rest >= bound; bound *= 10) digits++;
        reserve(digits);
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Appends a string of JSON. */
    JsonText string(String text) {
        return string(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Appends a string of JSON, given in UTF-8. */
    JsonText string(byte[] text) {
        reserve(text.length + 2);
        bytes[length++] = '"';
        int left = text.length;
        for (int i = 0; i < text.length; i++, left--) {
            byte b = text[i];
            if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
                escape(b);
                reserve(left + 1);
            } else {
                bytes[length++] = b;
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void escape(byte b) {
        reserve(6);
        bytes[length++] = '\\';
        switch (b) {
            case '"': case '\\': bytes[length++] = b; break;
            case '\n': bytes[length++] = 'n'; break;
            case '\r': bytes[length++] = 'r'; break;
            case '\t': bytes[length++] = 't'; break;
            case '\b': bytes[length++] = 'b'; break;
            case '\f': bytes[length++] = 'f'; break;
            default:
                raw("u00");
                bytes[length++] = HEX[b >> 4];
                bytes[length++] = HEX[b & 15];
        }
    }

    private void reserve(int more) {
        if (length + more <= bytes.length) return;
        byte[] larger = new byte[Math.max(length + more, bytes.length * 2)];
        System.arraycopy(bytes, 0, larger, 0, length);
        bytes = larger;
    }
}
