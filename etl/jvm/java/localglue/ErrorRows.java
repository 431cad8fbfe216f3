package localglue;

import java.util.ArrayDeque;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** What readers could not read, as rows: message, lost text, offset at which that was found, source. */
final class ErrorRows {
    private final ArrayDeque rows = new ArrayDeque();

    void add(String message, String input, long bytesRead, String source) {
        UTF8String text = UTF8String.fromString(input);
        rows.add(new GenericInternalRow(
            new Object[] {UTF8String.fromString(message), text, Long.valueOf(bytesRead), UTF8String.fromString(source)}));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Returns and forgets the oldest row; null if there is none. */
    Object poll() {
        return rows.poll();
    }
}
