package localglue;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** Puts the constants of splits among the fields that a reader reads of them. */
final class ReadWithConstants implements FlatMapFunction {
    private final FlatMapFunction reader;
    /** For each column of the rows: the field of the reader's rows, or -1 less the number of the constant. */
    private final int[] columns;

    ReadWithConstants(FlatMapFunction reader, int[] columns) {
        this.reader = reader;
        this.columns = columns;
    }

    public Iterator call(Object tasks) throws Exception {
        return new Rows((SplitRows) reader.call(tasks), columns);
    }

    private static final class Rows extends RowIterator {
        private final SplitRows rows;
        private final int[] columns;

        Rows(SplitRows rows, int[] columns) {
            this.rows = rows;
            this.columns = columns;
        }

        Object advance() throws IOException {
            if (!rows.hasNext()) return null;
            Object[] read = ((GenericInternalRow) rows.next()).values();
            Object[] constants = rows.split().constants();
            Object[] row = new Object[columns.length];
            for (int i = 0; i < row.length; i++) row[i] = columns[i] >= 0 ? read[columns[i]] : constants[-1 - columns[i]];
            return new GenericInternalRow(row);
        }
    }
}
