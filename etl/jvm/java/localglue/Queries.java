package localglue;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.QueryExecution;
import scala.reflect.ClassTag$;

/** What a query gives. */
final class Queries {
    private Queries() {}

    /** Returns the rows of a query, in Spark's own form. */
    static JavaRDD rdd(QueryExecution rows) {
        return JavaRDD.fromRDD(rows.toRdd(), ClassTag$.MODULE$.apply(InternalRow.class));
    }

    /** Returns what Spark thinks of the size of a query's result, so that it knows a small table when it joins one. */
    static long size(QueryExecution rows) {
        scala.math.BigInt size = rows.optimizedPlan().stats().sizeInBytes();
        return size.isValidLong() ? size.toLong() : Long.MAX_VALUE;
    }
}
