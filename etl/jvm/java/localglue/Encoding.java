package localglue;

/** The encoding of a text by its first bytes. */
final class Encoding {
    private Encoding() {}

    /** Returns whether the UTF-8 text begins with a byte order mark, three bytes long. */
    static boolean isMarked(byte[] head) {
        return head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
    }

    /** Returns the name of the encoding if it is not UTF-8, else null; `json`: the first two characters are ASCII. */
    static String of(byte[] head, boolean json) {
        if (head.length < 2) return null;
        int a = head[0] & 255, b = head[1] & 255;
        int c = head.length < 4 ? 1 : head[2] & 255, d = head.length < 4 ? 1 : head[3] & 255;
        if (a == 0xff && b == 0xfe) return c == 0 && d == 0 ? "UTF-32" : "UTF-16";
        if (a == 0xfe && b == 0xff) return "UTF-16";
        if (a == 0 && b == 0 && c == 0xfe && d == 0xff) return "UTF-32";
        if (!json) return null;
        if (a == 0 && b == 0 && c == 0 && d != 0) return "UTF-32BE";
        if (a != 0 && b == 0 && c == 0 && d == 0) return "UTF-32LE";
        if (a == 0 && b != 0) return "UTF-16BE";
        return a != 0 && b == 0 ? "UTF-16LE" : null;
    }
}
