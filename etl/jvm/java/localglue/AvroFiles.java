package localglue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructType;

/** Container files of Avro as etl/jvm/avro.py asks for them. */
public final class AvroFiles implements RowSource {
    private final SQLContext sql;
    private final List tasks;
    private final Sources sources;
    private final boolean logical;
    private String schema;
    private boolean caseSensitive;

    /**
     * @param tasks of splits, see etl/storage/splits.py
     * @param logical whether decimals, dates and timestamps are read as such, and not as what they are stored as
     */
    public AvroFiles(SQLContext sql, List tasks, Sources sources, boolean logical) {
        this.sql = sql;
        this.tasks = tasks;
        this.sources = sources;
        this.logical = logical;
    }

    /** Returns the schemas of the files, each once, as lines of a file that has it and the schema; files that have none are passed over. */
    public List schemas() {
        return each(new AvroSchemas(sources)).collect();
    }

    /** Returns the records as a table; `schema` is the logical type, `columns` its physical form and then constants of splits. */
    public BaseRelation rows(String schema, boolean caseSensitive, StructType columns, int constants) {
        this.schema = schema;
        this.caseSensitive = caseSensitive;
        return new SplitRelation(sql, columns, constants, tasks, this);
    }

    public FlatMapFunction reader(int[] fields) {
        return new ReadAvro(sources, logical, schema, caseSensitive, fields);
    }

    /** Returns what cannot be read, in rows of ErrorRows. */
    public JavaRDD errors() {
        return each(new AvroErrors(sources, logical));
    }

    private JavaRDD each(FlatMapFunction function) {
        return spark().parallelize(tasks, Math.max(1, tasks.size())).mapPartitions(function);
    }

    private JavaSparkContext spark() {
        return JavaSparkContext.fromSparkContext(sql.sparkContext());
    }
}
