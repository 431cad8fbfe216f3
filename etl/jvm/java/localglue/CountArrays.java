package localglue;

import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/** Counts the arrays of each kind in a partition. */
final class CountArrays implements FlatMapFunction {
    private final ArrayTree[] arrays;
    private final int kinds;

    CountArrays(ArrayTree[] arrays, int kinds) {
        this.arrays = arrays;
        this.kinds = kinds;
    }

    public Iterator call(Object rows) {
        long[] counts = new long[kinds];
        for (Iterator each = (Iterator) rows; each.hasNext();) {
            InternalRow row = (InternalRow) each.next();
            for (int i = 0; i < arrays.length; i++) arrays[i].count(row, i, counts);
        }
        return Collections.singleton(counts).iterator();
    }
}
