package localglue;

import java.io.InputStream;

/** The bytes of a file up to those that a library is not to see. */
public abstract class CheckedInput extends InputStream {
    /** Returns why there are no more bytes; null if it is because the file is over. */
    abstract String problem();

    /** Returns how many bytes were handed on. */
    abstract long position();

    public final int read() {
        throw new UnsupportedOperationException("read by blocks");
    }
}
