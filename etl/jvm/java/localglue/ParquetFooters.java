package localglue;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/** Reads the columns that Parquet files have, as Spark's own reader understands them. */
public final class ParquetFooters extends Footers {
    private final Configuration hadoop;
    private final ParquetReadOptions options;
    private final ParquetToSparkSchemaConverter converter;

    public ParquetFooters(Configuration hadoop, SQLConf conf) {
        super("Parquet");
        this.hadoop = hadoop;
        // made once: without options given, each file would make a Configuration of its own, which reads Hadoop's XML anew
        this.options = HadoopReadOptions.builder(hadoop).withMetadataFilter(ParquetMetadataConverter.SKIP_ROW_GROUPS).build();
        this.converter = new ParquetToSparkSchemaConverter(conf);
    }

    protected StructType schema(FileStatus file) throws Exception {
        ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop), options);
        try {
            return ParquetFileFormat.readSchemaFromFooter(new Footer(file.getPath(), reader.getFooter()), converter);
        } finally {
            reader.close();
        }
    }
}
