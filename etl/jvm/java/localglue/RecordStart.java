package localglue;

/**
 * Where a file may be cut so that no record is: each piece of a file begins at the first such place after its nominal start.
 *
 * In JSON that is a `{` on a later line than a `}` with blanks alone between them: inside a record there would be a comma,
 * and a string holds no raw newline. In lines it is what follows a newline.
 */
final class RecordStart {
    static final int JSON = 0, LINES = 1;

    private final int format;
    private int state;
    /** The offset of the byte that ends the record before. */
    private long end;

    RecordStart(int format) {
        this.format = format;
    }

    /** Takes the next byte, and returns whether a record starts with it. */
    boolean at(int b, long offset) {
        if (format == LINES) {
            if (state == 1) return true;
            if (b == '\n') to(1, offset);
            return false;
        }
        if (b == '}') to(1, offset);
        else if (state == 2 && b == '{') return true;
        else if (state > 0 && b == '\n') state = 2;
        else if (b != ' ' && b != '\t' && b != '\r' && b != '\n') state = 0;
        return false;
    }

    private void to(int state, long offset) {
        this.state = state;
        this.end = offset;
    }

    /** Returns whether no record can start any more whose predecessor ends before `limit`, seeing that `offset` is next. */
    boolean isPast(long limit, long offset) {
        return offset >= limit && (state == 0 || end >= limit);
    }

    long endOfRecordBefore() {
        return end;
    }
}
