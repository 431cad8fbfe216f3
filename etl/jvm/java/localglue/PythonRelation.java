package localglue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;

/** A table of the texts of records that Python's workers made. */
final class PythonRelation extends BaseRelation implements TableScan {
    private final SQLContext sql;
    private final StructType columns;
    private final JavaRDD records;
    private final Extent extent;

    PythonRelation(SQLContext sql, StructType columns, JavaRDD records, List tasks) {
        this.sql = sql;
        this.columns = columns;
        this.records = records;
        this.extent = new Extent(tasks);
    }

    public SQLContext sqlContext() {
        return sql;
    }

    public StructType schema() {
        return columns;
    }

    /** The rows are in Spark's own form. */
    public boolean needConversion() {
        return false;
    }

    /** What the tasks read, so that Spark knows a small table when it joins one. */
    public long sizeInBytes() {
        return extent.bytes();
    }

    /** Names the scan in Spark's plans. */
    public String toString() {
        return extent.toString();
    }

    public RDD buildScan() {
        return records.rdd();
    }
}
