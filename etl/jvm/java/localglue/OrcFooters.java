package localglue;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.spark.sql.execution.datasources.orc.OrcUtils;
import org.apache.spark.sql.types.StructType;

/** Reads the columns that ORC files have, as Spark's own reader understands them. */
public final class OrcFooters extends Footers {
    private final Configuration hadoop;

    public OrcFooters(Configuration hadoop) {
        super("ORC");
        this.hadoop = hadoop;
    }

    protected StructType schema(FileStatus file) throws Exception {
        Reader reader = OrcFile.createReader(file.getPath(), OrcFile.readerOptions(hadoop));
        try {
            return OrcUtils.toCatalystSchema(reader.getSchema());
        } finally {
            reader.close();
        }
    }
}
