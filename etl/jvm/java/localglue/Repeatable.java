package localglue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.rdd.DeterministicLevel$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.sources.BaseRelation;

/**
 * Tells the queries that give the same rows in the same partitions and the same order whenever, and for whatever columns, they run.
 * (Local rows are none: what is made of them is computed before they are in partitions.)
 */
public final class Repeatable {
    private static final Set STEPS = new HashSet(Arrays.asList(new Object[] {
        "Project", "Filter", "Generate", "Union", "Range", "InMemoryRelation",
    }));

    private Repeatable() {}

    /** Returns whether a query is one; a shuffle, a Python function or a database, say, makes it another. */
    public static boolean holds(QueryExecution rows) {
        return holds(rows.optimizedPlan());
    }

    private static boolean holds(LogicalPlan plan) {
        if (plan instanceof LogicalRDD) return holds((LogicalRDD) plan);
        if (plan instanceof LogicalRelation) return holds(((LogicalRelation) plan).relation());
        if (!STEPS.contains(plan.getClass().getSimpleName())) return false;
        for (int i = 0; i < plan.children().size(); i++) {
            if (!holds((LogicalPlan) plan.children().apply(i))) return false;
        }
        return true;
    }

    private static boolean holds(LogicalRDD plan) {
        return plan.rdd().outputDeterministicLevel().equals(DeterministicLevel$.MODULE$.DETERMINATE());
    }

    private static boolean holds(BaseRelation relation) {
        return relation instanceof HadoopFsRelation
            || relation instanceof SplitRelation
            || relation instanceof HeldRelation;
    }
}
