package localglue;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.unsafe.Platform;

/** Rows that are made one after another. */
abstract class RowIterator implements Iterator {
    private Object next;
    private boolean over;

    /** Returns the next row, or null at the end. */
    abstract Object advance() throws IOException;

    public boolean hasNext() {
        if (next != null) return true;
        if (over) return false;
        try {
            next = advance();
        } catch (IOException e) {
            Platform.throwException(e);
        }
        over = next == null;
        return !over;
    }

    public Object next() {
        if (!hasNext()) throw new NoSuchElementException();
        Object row = next;
        next = null;
        return row;
    }

    public void remove() {
        throw new UnsupportedOperationException();
    }
}
