package localglue;

import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** Writes a column of texts as lines, as format("text") does, into files whose names end in .json. */
public final class JsonLines extends TextFileFormat {
    public OutputWriterFactory prepareWrite(SparkSession spark, Job job, Map options, StructType schema) {
        return new Factory(super.prepareWrite(spark, job, options, schema));
    }

    public String toString() {
        return "JSON";
    }

    static final class Factory extends OutputWriterFactory {
        private static final String TEXT = ".txt";

        private final OutputWriterFactory lines;

        Factory(OutputWriterFactory lines) {
            this.lines = lines;
        }

        public String getFileExtension(TaskAttemptContext context) {
            return ".json" + lines.getFileExtension(context).substring(TEXT.length());
        }

        public OutputWriter newInstance(String path, StructType schema, TaskAttemptContext context) {
            return lines.newInstance(path, schema, context);
        }
    }
}
