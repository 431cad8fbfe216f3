package localglue;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructType;

/** A table over tasks of splits (etl/storage/splits.py): Spark asks it for the columns that a query needs. */
final class SplitRelation extends BaseRelation implements PrunedScan {
    private final SQLContext sql;
    private final StructType columns;
    /** The number of the read columns; constants of the splits follow. */
    private final int read;
    private final List tasks;
    private final RowSource source;
    private final Extent extent;

    SplitRelation(SQLContext sql, StructType columns, int constants, List tasks, RowSource source) {
        this.sql = sql;
        this.columns = columns;
        this.read = columns.size() - constants;
        this.tasks = tasks;
        this.source = source;
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

    public RDD buildScan(String[] required) {
        int[] places = new int[required.length];
        int[] fields = new int[required.length];
        int n = 0;
        for (int i = 0; i < places.length; i++) {
            int column = columns.fieldIndex(required[i]);
            places[i] = column < read ? n : read - column - 1;
            if (column < read) fields[n++] = column;
        }
        FlatMapFunction reader = source.reader(Arrays.copyOf(fields, n));
        if (n < places.length) reader = new ReadWithConstants(reader, places);
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(sql.sparkContext());
        return spark.parallelize(tasks, Math.max(1, tasks.size())).mapPartitions(reader).rdd();
    }
}
