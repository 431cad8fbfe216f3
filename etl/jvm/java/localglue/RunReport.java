package localglue;

import org.apache.spark.sql.execution.ui.SQLAppStatusStore;
import org.apache.spark.sql.execution.ui.SQLExecutionUIData;
import org.apache.spark.sql.execution.ui.SQLPlanMetric;
import org.apache.spark.sql.execution.ui.SparkPlanGraphNode;
import scala.Option;
import scala.collection.Iterator;

/** What Spark's own record of a run says of the places that were read and written. */
public final class RunReport {
    private RunReport() {
    }

    /**
     * Returns one line for each scan and each command: the execution's number and description, the name and the description of the
     * plan's node, then the names and values of its metrics in turn.
     */
    public static String lines(SQLAppStatusStore store) {
        StringBuilder lines = new StringBuilder();
        Iterator executions = store.executionsList().iterator();
        while (executions.hasNext()) appendExecution(lines, store, (SQLExecutionUIData) executions.next());
        return lines.toString();
    }

    private static void appendExecution(StringBuilder lines, SQLAppStatusStore store, SQLExecutionUIData execution) {
        scala.collection.Map values = store.executionMetrics(execution.executionId());
        Iterator nodes = store.planGraph(execution.executionId()).allNodes().iterator();
        while (nodes.hasNext()) {
            SparkPlanGraphNode node = (SparkPlanGraphNode) nodes.next();
            if (!node.name().startsWith("Scan ") && !node.name().startsWith("Execute ")) continue;
            lines.append(execution.executionId());
            append(lines, execution.description());
            append(lines, node.name());
            append(lines, node.desc());
            appendMetrics(lines, node, values);
            lines.append('\n');
        }
    }

    private static void appendMetrics(StringBuilder lines, SparkPlanGraphNode node, scala.collection.Map values) {
        Iterator metrics = node.metrics().iterator();
        while (metrics.hasNext()) {
            SQLPlanMetric metric = (SQLPlanMetric) metrics.next();
            Option value = values.get(Long.valueOf(metric.accumulatorId()));
            append(lines, metric.name());
            append(lines, value.isDefined() ? (String) value.get() : "");
        }
    }

    private static void append(StringBuilder lines, String field) {
        lines.append('\t');
        Fields.append(lines, field);
    }
}
