package localglue;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.python.PythonUtils;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.MonotonicallyIncreasingID;
import org.apache.spark.sql.catalyst.expressions.SparkPartitionID;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.DataTypes;

/** Numbers the arrays of one kind as the rows of a partition pass by; each task has a copy of its own. */
public final class ArrayNumber implements Serializable {
    private static final long ROW_OF_PARTITION = (1L << 33) - 1;

    private final transient ArrayStarts starts;
    private final int kind;
    private final long[] known;
    private int partition = -1;
    private long last;

    private ArrayNumber(ArrayStarts starts, int kind, long[] known) {
        this.starts = starts;
        this.kind = kind;
        this.known = known;
    }

    /** Returns the number of an array, for rows that each have one of the kind. */
    public static Expression ofEach(ArrayStarts starts, int kind) {
        return call(starts, kind, "at", Arrays.asList(new Object[] { new SparkPartitionID(), new MonotonicallyIncreasingID() }));
    }

    /** Returns the number of the next array, to be asked for in rows that have one of the kind. */
    public static Expression ofNext(ArrayStarts starts, int kind) {
        return call(starts, kind, "next", Arrays.asList(new Object[] { new SparkPartitionID() }));
    }

    private static Expression call(ArrayStarts starts, int kind, String method, List arguments) {
        return new Invoke(
            Literal$.MODULE$.fromObject(new ArrayNumber(starts, kind, null)), method, DataTypes.LongType,
            PythonUtils.toSeq(arguments), PythonUtils.toSeq(Arrays.asList(new Object[0])), false, false, false);
    }

    public long at(int partition, long row) {
        return known[partition] + 1 + (row & ROW_OF_PARTITION);
    }

    public long next(int partition) {
        if (partition != this.partition) last = known[partition];
        this.partition = partition;
        return ++last;
    }

    /** The counts travel with the tasks: by then they are known, see StartsRelation. (Janino hides private methods.) */
    protected Object writeReplace() {
        return known != null ? this : new ArrayNumber(null, kind, starts.of(kind));
    }
}
