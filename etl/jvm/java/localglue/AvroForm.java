package localglue;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Container files of Avro. */
public final class AvroForm implements Form {
    private final boolean logical;

    /** `logical`: whether decimals, dates and timestamps are read as such, and not as what they are stored as. */
    public AvroForm(boolean logical) {
        this.logical = logical;
    }

    public Records open(Split split, Sources sources, InputMeter meter, ErrorRows errors) throws IOException {
        AvroBlocks blocks = new AvroBlocks(sources.bytes(split, meter));
        return new AvroRecords(blocks, new AvroTokens(logical), split, sources, errors);
    }

    /** Returns the schemas of files, each once, as lines of a file that has it and the schema; files that have none are passed over. */
    public static List schemas(JavaSparkContext spark, List tasks, Sources sources) {
        return spark.parallelize(tasks, Math.max(1, tasks.size())).mapPartitions(new AvroSchemas(sources)).collect();
    }

    public boolean isTagged() {
        return true;
    }
}
