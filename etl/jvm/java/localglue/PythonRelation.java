package localglue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;

/** A table of the texts of records that Python's workers made. */
final class PythonRelation extends TaskRelation implements TableScan {
    private final JavaRDD records;

    PythonRelation(SQLContext sql, StructType columns, JavaRDD records, List tasks) {
        super(sql, columns, tasks);
        this.records = records;
    }

    public RDD buildScan() {
        return records.rdd();
    }
}
