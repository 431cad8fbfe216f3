package localglue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** The bytes of a text behind its byte order mark. */
final class MarkedInput extends PushbackInputStream {
    private static final int HEAD = 4;

    MarkedInput(InputStream in) {
        super(in, HEAD);
    }

    /** Passes over the mark and returns the encoding that it tells; null if there is none. Call it first. */
    String charset() throws IOException {
        byte[] head = new byte[HEAD];
        int length = 0, n = 0;
        while (length < HEAD && (n = read(head, length, HEAD - length)) > 0) length += n;
        byte[] read = java.util.Arrays.copyOf(head, length);
        boolean utf8 = Encoding.isMarked(read);
        unread(read, utf8 ? 3 : 0, length - (utf8 ? 3 : 0));
        return utf8 ? "UTF-8" : Encoding.of(read, false);
    }
}
