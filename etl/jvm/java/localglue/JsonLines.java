package localglue;

import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** Writes a column of texts as lines, as format("text") does, into files whose names end in .json. */
public final class JsonLines extends TextFileFormat {
    public OutputWriterFactory prepareWrite(SparkSession spark, Job job, Map options, StructType schema) {
        return new LinesFactory(super.prepareWrite(spark, job, options, schema), ".json", null);
    }

    public String toString() {
        return "JSON";
    }
}
