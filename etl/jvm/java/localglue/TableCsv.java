package localglue;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVHeaderChecker;
import org.apache.spark.sql.catalyst.csv.UnivocityParser;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.collection.immutable.Map;
import scala.runtime.AbstractFunction1;

/**
 * Files of CSV of a table of the Data Catalog. Values are what they are for Hive: no value is the empty text, a null is what
 * the table says, what does not parse is null, and an escaped delimiter is a part of its value; quotes are read as well.
 */
public final class TableCsv extends CSVFileFormat {
    public Function1 buildReader(SparkSession spark, StructType data, StructType keys, StructType required,
            scala.collection.Seq filters, Map options, Configuration hadoop) {
        return new Reader(data, required, options, hadoop);
    }

    public Function1 buildReader(SparkSession spark, StructType data, StructType keys, StructType required,
            scala.collection.immutable.Seq filters, Map options, Configuration hadoop) {
        return new Reader(data, required, options, hadoop);
    }

    public OutputWriterFactory prepareWrite(SparkSession spark, Job job, Map options, StructType schema) {
        if (options.contains(TableCsvOptions.ESCAPE)) {
            throw new IllegalArgumentException("Spark SQL cannot write to a table with an escape.delim: write with a frame.");
        }
        return super.prepareWrite(spark, job, options, schema);
    }

    public String toString() {
        return "CSV";
    }

    /** From a file to its rows. */
    private static final class Reader extends AbstractFunction1 implements Serializable {
        private final StructType data;
        private final StructType required;
        private final TableCsvOptions options;
        private final SerializableConfiguration hadoop;

        Reader(StructType data, StructType required, Map options, Configuration hadoop) {
            this.data = data;
            this.required = required;
            this.options = TableCsvOptions.of(options);
            this.hadoop = new SerializableConfiguration(hadoop);
        }

        public Object apply(Object given) {
            PartitionedFile file = (PartitionedFile) given;
            UnivocityParser parser = new Parser(data, required, options);
            CSVHeaderChecker header = new CSVHeaderChecker(required, options, file.toString(), file.start() == 0);
            CsvLines lines = new CsvLines(file, options, hadoop.value());
            return LenientRows.of(UnivocityParser.parseIterator(lines, parser, header, required));
        }
    }

    /** Spark's parser, for which the empty text is a value of texts alone. */
    private static final class Parser extends UnivocityParser {
        Parser(StructType data, StructType required, TableCsvOptions options) {
            super(data, required, options);
        }

        public Function1 makeConverter(String name, org.apache.spark.sql.types.DataType type, boolean isNullable) {
            Function1 converter = super.makeConverter(name, type, isNullable);
            return type instanceof org.apache.spark.sql.types.StringType ? converter : new EmptyAsNull(converter);
        }
    }

    /** Saves the parser the error of a value that is none. */
    private static final class EmptyAsNull extends AbstractFunction1 {
        private final Function1 converter;

        EmptyAsNull(Function1 converter) {
            this.converter = converter;
        }

        public Object apply(Object text) {
            return "".equals(text) ? null : converter.apply(text);
        }
    }
}
