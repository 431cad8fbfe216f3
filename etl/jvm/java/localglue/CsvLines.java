package localglue;

import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map;

/** Writes a column of texts as lines into files whose names end in .csv; the option "firstLine" goes before them. */
public final class CsvLines extends TextFileFormat {
    public OutputWriterFactory prepareWrite(SparkSession spark, Job job, Map options, StructType schema) {
        Option first = options.get("firstLine");
        String firstLine = first.isEmpty() ? null : (String) first.get();
        return new LinesFactory(super.prepareWrite(spark, job, options, schema), ".csv", firstLine);
    }

    public String toString() {
        return "CSV";
    }
}
