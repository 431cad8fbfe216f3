package localglue;

import org.apache.spark.api.java.function.FlatMapFunction;

/** Makes readers of tasks. */
interface RowSource {
    /** Returns what reads tasks into rows of some fields of the schema. */
    FlatMapFunction reader(int[] fields);
}
