package localglue;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericRow;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterator;
import scala.collection.JavaConverters;

/** The partitions of tables as Spark takes them: their folders (etl/formats/relations.py), and their values as rows. */
public final class Partitions {
    private Partitions() {
    }

    /**
     * @param columns the keys, all of them strings
     * @param lines one line per folder: its path, and the values of the keys
     */
    public static PartitionSpec spec(StructType columns, String lines) {
        List folders = new ArrayList();
        String[] each = each(lines);
        for (int i = 0; i < each.length; i++) {
            Split folder = Split.folder(each[i]);
            folders.add(new PartitionPath(new GenericInternalRow(folder.constants()), new Path(folder.path)));
        }
        return new PartitionSpec(columns, JavaConverters.asScalaBuffer(folders).toList());
    }

    /**
     * Returns a table that is in memory.
     *
     * @param columns all of them strings
     * @param lines one line per row; Hive's text for null is null
     */
    public static Dataset rows(SparkSession session, StructType columns, String lines) {
        List rows = new ArrayList();
        String[] each = each(lines);
        for (int i = 0; i < each.length; i++) {
            Object[] row = Fields.split(each[i]);
            for (int j = 0; j < row.length; j++) if (Split.NULL.equals(row[j])) row[j] = null;
            rows.add(new GenericRow(row));
        }
        return session.createDataFrame(rows, columns);
    }

    /**
     * Returns the names of columns in a condition, one per line; what cannot be parsed is an error of Spark's.
     *
     * @throws IllegalArgumentException a word stands at its end that is none of it, which the message names
     */
    public static String names(String condition) {
        Expression parsed = CatalystSqlParser$.MODULE$.parseExpression(condition);
        if (parsed instanceof Alias) throw new IllegalArgumentException(((Alias) parsed).name());
        StringBuilder names = new StringBuilder();
        collect(parsed, names);
        return names.toString();
    }

    private static void collect(Expression part, StringBuilder names) {
        if (part instanceof UnresolvedAttribute) {
            Object name = ((UnresolvedAttribute) part).nameParts().last();
            if (names.length() > 0) names.append('\n');
            names.append(name);
        }
        for (Iterator i = part.children().iterator(); i.hasNext();) collect((Expression) i.next(), names);
    }

    private static String[] each(String lines) {
        return lines.isEmpty() ? new String[0] : lines.split("\n");
    }
}
