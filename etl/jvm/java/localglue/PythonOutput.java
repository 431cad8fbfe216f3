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
 * read: why, its text, and how far the file was read. `X`, as PythonInput has it, is the end. A row has the record and the constants
 * of the split, or what cannot be read as ErrorRows has it.
 */
final class PythonOutput implements FlatMapFunction {
    private final Sources sources;
    private final boolean errors;

    /** `errors`: whether the rows are what cannot be read, not the records. */
    PythonOutput(Sources sources, boolean errors) {
        this.sources = sources;
        this.errors = errors;
    }

    public Iterator call(Object messages) {
        return new Rows((Iterator) messages, sources, errors);
    }

    private static final class Rows extends RowIterator {
        private final Iterator messages;
        private final Sources sources;
        private final ErrorRows errors;
        private final ArrayDeque records = new ArrayDeque();
        private Split split;

        Rows(Iterator messages, Sources sources, boolean errors) {
            this.messages = messages;
            this.sources = sources;
            this.errors = errors ? new ErrorRows() : null;
        }

        Object advance() throws IOException {
            Object row;
            while ((row = errors == null ? records.poll() : errors.poll()) == null && messages.hasNext()) take((byte[]) messages.next());
            return row;
        }

        private void take(byte[] message) throws IOException {
            switch (message[0]) {
                case 'F': split = Split.parse(text(message))[0]; break;
                case 'R': if (errors == null) records(message); break;
                case 'E': error(Fields.split(text(message))); break;
                default: fail(Fields.split(text(message)));
            }
        }

        /** Python's worker ends its work before the task fails. */
        private void fail(String[] told) throws SourceException {
            while (messages.hasNext()) messages.next();
            throw new SourceException(told[0], told[1], null);
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
                records.add(new GenericInternalRow(row));
                start = end + 1;
            }
        }

        private void error(String[] told) throws IOException {
            long position = Long.parseLong(told[2]);
            sources.broken(split, told[0], position);
            if (errors != null) errors.add(told[0], told[1], position, split.path);
        }

        private Object[] row() {
            Object[] constants = split.constants();
            Object[] row = new Object[1 + constants.length];
            System.arraycopy(constants, 0, row, 1, constants.length);
            return row;
        }
    }
}
