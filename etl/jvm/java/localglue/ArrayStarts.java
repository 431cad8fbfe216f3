package localglue;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.execution.QueryExecution;

/** How many arrays of each kind come before those of each partition of a query. */
public final class ArrayStarts {
    private final QueryExecution rows;
    private final ArrayTree[] arrays;
    private final int kinds;
    private final List before;
    private long[][] starts;

    /**
     * @param rows a query with a column for each of `arrays`
     * @param kinds how many there are, inner ones included
     * @param before the last number of each kind that is given already; empty to begin with 1 and not to tell the last
     */
    public ArrayStarts(QueryExecution rows, List arrays, int kinds, List before) {
        this.rows = rows;
        this.arrays = (ArrayTree[]) arrays.toArray(new ArrayTree[0]);
        this.kinds = kinds;
        this.before = before;
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

    /** Returns the last number of each kind, or null while nothing is numbered. */
    public synchronized List last() {
        if (starts == null) return null;
        List last = new ArrayList(kinds);
        for (int kind = 0; kind < kinds; kind++) last.add(Long.valueOf(starts[kind][starts[kind].length - 1]));
        return last;
    }

    private long[][] sums(JavaRDD rdd) {
        int partitions = rdd.getNumPartitions();
        int[] counted = new int[before.isEmpty() ? Math.max(0, partitions - 1) : partitions];
        long[][] sums = new long[kinds][counted.length + 1];
        for (int kind = 0; kind < before.size(); kind++) sums[kind][0] = ((Number) before.get(kind)).longValue();
        for (int i = 0; i < counted.length; i++) counted[i] = i;
        if (counted.length == 0) return sums;
        List[] counts = rdd.mapPartitions(new CountArrays(arrays, kinds)).collectPartitions(counted);
        for (int i = 0; i < counted.length; i++) {
            long[] here = (long[]) counts[i].get(0);
            for (int kind = 0; kind < kinds; kind++) sums[kind][i + 1] = sums[kind][i] + here[kind];
        }
        return sums;
    }
}
