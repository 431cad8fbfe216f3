package localglue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows of messages: `F` and the line of a split, then for its records `R` and lines of JSON, or `E` and a line of what cannot be
 * read: why, its text, and how far the file was read. A row has the record, the four columns of ErrorRows, then the constants of the split.
 */
final class PythonOutput implements FlatMapFunction {
    private static final int FIXED = 5;

    private final Sources sources;

    PythonOutput(Sources sources) {
        this.sources = sources;
    }

    public Iterator call(Object messages) {
        return new Rows((Iterator) messages, sources);
    }

    private static final class Rows extends RowIterator {
        private final Iterator messages;
        private final Sources sources;
        private final ArrayDeque ready = new ArrayDeque();
        private Split split;

        Rows(Iterator messages, Sources sources) {
            this.messages = messages;
            this.sources = sources;
        }

        Object advance() throws IOException {
            while (ready.isEmpty() && messages.hasNext()) take((byte[]) messages.next());
            return ready.poll();
        }

        private void take(byte[] message) throws IOException {
            if (message[0] == 'R') records(message);
            else if (message[0] == 'E') error(Fields.split(text(message)));
            else split = Split.parse(text(message))[0];
        }

        private static String text(byte[] message) {
            return new String(message, 1, message.length - 1, StandardCharsets.UTF_8);
        }

        private void records(byte[] message) {
            int start = 1;
            for (int end = 1; end <= message.length; end++) {
                if (end < message.length && message[end] != '\n') continue;
                Object[] row = row();
                row[0] = UTF8String.fromBytes(message, start, end - start);
                ready.add(new GenericInternalRow(row));
                start = end + 1;
            }
        }

        private void error(String[] told) throws IOException {
            long position = Long.parseLong(told[2]);
            sources.broken(split, told[0], position);
            Object[] row = row();
            row[1] = UTF8String.fromString(told[0]);
            row[2] = UTF8String.fromString(told[1]);
            row[3] = Long.valueOf(position);
            row[4] = UTF8String.fromString(split.path);
            ready.add(new GenericInternalRow(row));
        }

        private Object[] row() {
            Object[] constants = split.constants();
            Object[] row = new Object[FIXED + constants.length];
            System.arraycopy(constants, 0, row, FIXED, constants.length);
            return row;
        }
    }
}
