package localglue;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/** Tells Spark which folders are which partitions, as etl/formats/relations.py asks for it. */
public final class Partitions {
    private Partitions() {
    }

    /**
     * @param columns the keys, all of them strings
     * @param lines one line per folder: its path, and the values of the keys
     */
    public static PartitionSpec spec(StructType columns, String lines) {
        List folders = new ArrayList();
        String[] each = lines.isEmpty() ? new String[0] : lines.split("\n");
        for (int i = 0; i < each.length; i++) {
            Split folder = Split.folder(each[i]);
            folders.add(new PartitionPath(new GenericInternalRow(folder.constants()), new Path(folder.path)));
        }
        return new PartitionSpec(columns, JavaConverters.asScalaBuffer(folders).toList());
    }
}
