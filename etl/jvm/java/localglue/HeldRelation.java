package localglue;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a query, kept where they are made from the first time on, so that they are the same ones in the same order each time.
 * Spark lets go of them when nobody holds this relation any more.
 */
public final class HeldRelation extends BaseRelation implements TableScan {
    private final SQLContext sql;
    private final QueryExecution rows;
    private RDD held;

    public HeldRelation(SQLContext sql, QueryExecution rows) {
        this.sql = sql;
        this.rows = rows;
    }

    public SQLContext sqlContext() {
        return sql;
    }

    public StructType schema() {
        return rows.analyzed().schema();
    }

    public boolean needConversion() {
        return false;
    }

    public long sizeInBytes() {
        return Queries.size(rows);
    }

    public String toString() {
        return "held rows";
    }

    public synchronized RDD buildScan() {
        if (held == null) held = Queries.rdd(rows).map(new Copy()).persist(StorageLevel.MEMORY_AND_DISK_SER()).rdd();
        return held;
    }

    private static final class Copy implements Function {
        public Object call(Object row) {
            return ((InternalRow) row).copy();
        }
    }
}
