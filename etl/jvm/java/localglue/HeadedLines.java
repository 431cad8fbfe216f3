package localglue;

import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.Map;

/** Writes a column of texts as lines, as format("text") does, with the option "firstLine" before those of each file. */
public final class HeadedLines extends TextFileFormat {
    public OutputWriterFactory prepareWrite(SparkSession spark, Job job, Map options, StructType schema) {
        return new Headed(super.prepareWrite(spark, job, options, schema), (String) options.apply("firstLine"));
    }

    public String toString() {
        return "CSV";
    }

    private static final class Headed extends OutputWriterFactory {
        private final OutputWriterFactory lines;
        private final String firstLine;

        Headed(OutputWriterFactory lines, String firstLine) {
            this.lines = lines;
            this.firstLine = firstLine;
        }

        public String getFileExtension(TaskAttemptContext context) {
            return lines.getFileExtension(context);
        }

        public OutputWriter newInstance(String path, StructType schema, TaskAttemptContext context) {
            OutputWriter writer = lines.newInstance(path, schema, context);
            writer.write(new GenericInternalRow(new Object[] { UTF8String.fromString(firstLine) }));
            return writer;
        }
    }
}
