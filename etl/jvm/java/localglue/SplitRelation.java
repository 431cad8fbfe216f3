package localglue;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructType;

/** A table over tasks of splits (etl/storage/splits.py): Spark asks it for the columns that a query needs. */
final class SplitRelation extends TaskRelation implements PrunedScan {
    /** The number of the read columns; constants of the splits follow. */
    private final int read;
    private final List tasks;
    private final RowSource source;

    SplitRelation(SQLContext sql, StructType columns, int constants, List tasks, RowSource source) {
        super(sql, columns, tasks);
        this.read = columns.size() - constants;
        this.tasks = tasks;
        this.source = source;
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
