package localglue;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;

/** Copies rows, for an RDD that is kept: Spark gives one row object again and again. */
public final class RowCopy implements Function {
    public Object call(Object row) {
        return ((InternalRow) row).copy();
    }
}
