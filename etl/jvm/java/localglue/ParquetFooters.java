package localglue;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/** Reads the columns that Parquet files have, as Spark's own reader understands them. */
public final class ParquetFooters extends Footers {
    private final ParquetToSparkSchemaConverter converter;

    public ParquetFooters(SQLConf conf) {
        super("Parquet");
        converter = new ParquetToSparkSchemaConverter(conf);
    }

    protected StructType schema(FileStatus file, Configuration conf) throws Exception {
        ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, conf));
        try {
            return ParquetFileFormat.readSchemaFromFooter(new Footer(file.getPath(), reader.getFooter()), converter);
        } finally {
            reader.close();
        }
    }
}
