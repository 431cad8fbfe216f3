package localglue;

import java.util.List;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructType;

/** A table of what tasks of splits (etl/storage/splits.py) read; its rows are in Spark's own form. */
abstract class TaskRelation extends BaseRelation {
    protected final SQLContext sql;
    protected final StructType columns;
    private final Extent extent;

    TaskRelation(SQLContext sql, StructType columns, List tasks) {
        this.sql = sql;
        this.columns = columns;
        this.extent = new Extent(tasks);
    }

    public final SQLContext sqlContext() {
        return sql;
    }

    public final StructType schema() {
        return columns;
    }

    public final boolean needConversion() {
        return false;
    }

    /** What the tasks read, so that Spark knows a small table when it joins one. */
    public final long sizeInBytes() {
        return extent.bytes();
    }

    /** Names the scan in Spark's plans. */
    public final String toString() {
        return extent.toString();
    }
}
