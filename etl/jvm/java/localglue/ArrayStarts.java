package localglue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.execution.QueryExecution;

/** How many arrays of each kind come before those of each partition of a query. */
public final class ArrayStarts {
    private final QueryExecution rows;
    private final ArrayTree[] arrays;
    private final int kinds;
    private long[][] starts;

    /** `rows`: a query with a column for each of `arrays`. `kinds`: how many there are, inner ones included. */
    public ArrayStarts(QueryExecution rows, List arrays, int kinds) {
        this.rows = rows;
        this.arrays = (ArrayTree[]) arrays.toArray(new ArrayTree[0]);
        this.kinds = kinds;
    }

    /** Counts, unless it is done: with a Spark job where there are several partitions. */
    synchronized void count() {
        if (starts == null) starts = sums(Queries.rdd(rows));
    }

    /** Returns the counts for arrays of a kind, one for each partition. */
    synchronized long[] of(int kind) {
        if (starts == null) throw new IllegalStateException("arrays are numbered before they are counted");
        return starts[kind];
    }

    private long[][] sums(JavaRDD rdd) {
        int partitions = rdd.getNumPartitions();
        long[][] sums = new long[kinds][partitions];
        if (partitions < 2) return sums;
        int[] allButLast = new int[partitions - 1];
        for (int i = 0; i < allButLast.length; i++) allButLast[i] = i;
        List[] counts = rdd.mapPartitions(new CountArrays(arrays, kinds)).collectPartitions(allButLast);
        for (int i = 0; i < allButLast.length; i++) {
            long[] here = (long[]) counts[i].get(0);
            for (int kind = 0; kind < kinds; kind++) sums[kind][i + 1] = sums[kind][i] + here[kind];
        }
        return sums;
    }
}
