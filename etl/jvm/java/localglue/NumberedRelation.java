package localglue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.python.PythonUtils;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.CommandExecutionMode$;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructType;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The rows of a query with the numbers of arrays filled in: 1, 2, 3 and so on over all partitions. */
public final class NumberedRelation extends BaseRelation implements PrunedScan {
    private static final ClassTag ROWS = ClassTag$.MODULE$.apply(InternalRow.class);

    private final SQLContext sql;
    private final QueryExecution rows;
    private final Map flags;
    private final String number;
    private final ArrayStarts starts;

    /**
     * `flags`: columns that hold 0 where the row has an array and get its number, each with the array's place among `starts`.
     * `number`: a column whose expression has an ArrayStart of `starts`; null if there is none.
     */
    public NumberedRelation(SQLContext sql, QueryExecution rows, Map flags, String number, ArrayStarts starts) {
        this.sql = sql;
        this.rows = rows;
        this.flags = flags;
        this.number = number;
        this.starts = starts;
    }

    public SQLContext sqlContext() {
        return sql;
    }

    public StructType schema() {
        return rows.analyzed().schema();
    }

    /** The rows are in Spark's own form. */
    public boolean needConversion() {
        return false;
    }

    public long sizeInBytes() {
        return size(rows);
    }

    public String toString() {
        return "numbered rows";
    }

    public RDD buildScan(String[] required) {
        int found = 0;
        int[] columns = new int[required.length];
        for (int i = 0; i < required.length; i++) {
            if (flags.containsKey(required[i])) columns[found++] = i;
            else if (required[i].equals(number)) starts.count();
        }
        RDD given = select(required).toRdd();
        return found == 0 ? given : numbered(given, Arrays.copyOf(columns, found), required);
    }

    private RDD numbered(RDD given, int[] columns, String[] required) {
        starts.count();
        long[][] before = new long[columns.length][];
        for (int i = 0; i < columns.length; i++) before[i] = starts.of(((Integer) flags.get(required[columns[i]])).intValue());
        return given.mapPartitionsWithIndex(new NumberRows(columns, before), true, ROWS);
    }

    /** Returns the rows of a query, in Spark's own form. */
    static JavaRDD rdd(QueryExecution rows) {
        return JavaRDD.fromRDD(rows.toRdd(), ROWS);
    }

    /** Returns what Spark thinks of the size of a query's result, so that it knows a small table when it joins one. */
    static long size(QueryExecution rows) {
        scala.math.BigInt size = rows.optimizedPlan().stats().sizeInBytes();
        return size.isValidLong() ? size.toLong() : Long.MAX_VALUE;
    }

    private QueryExecution select(String[] required) {
        if (Arrays.equals(required, schema().fieldNames())) return rows;
        List columns = new ArrayList();
        for (int i = 0; i < required.length; i++) columns.add(rows.analyzed().output().apply(schema().fieldIndex(required[i])));
        Project plan = new Project(PythonUtils.toSeq(columns), rows.analyzed());
        return rows.sparkSession().sessionState().executePlan(plan, CommandExecutionMode$.MODULE$.ALL());
    }
}
