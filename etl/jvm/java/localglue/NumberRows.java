package localglue;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Fills in the numbers of arrays, partition by partition. */
final class NumberRows extends AbstractFunction2 implements Serializable {
    private final int[] columns;
    private final long[][] starts;

    /** `columns`: hold 0 where a row has an array, and get its number. `starts`: for each, what comes before each partition. */
    NumberRows(int[] columns, long[][] starts) {
        this.columns = columns;
        this.starts = starts;
    }

    public Object apply(Object partition, Object rows) {
        return new Rows((Iterator) rows, ((Integer) partition).intValue());
    }

    private final class Rows extends AbstractIterator {
        private final Iterator rows;
        private final long[] last = new long[columns.length];

        Rows(Iterator rows, int partition) {
            this.rows = rows;
            for (int i = 0; i < last.length; i++) last[i] = starts[i][partition];
        }

        public boolean hasNext() {
            return rows.hasNext();
        }

        public Object next() {
            UnsafeRow row = (UnsafeRow) rows.next();
            for (int i = 0; i < columns.length; i++) {
                if (!row.isNullAt(columns[i]) && row.getLong(columns[i]) == 0) row.setLong(columns[i], ++last[i]);
            }
            return row;
        }
    }
}
