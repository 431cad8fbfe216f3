package localglue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructType;

/** JSON files as etl/jvm/json.py asks for them. */
public final class JsonFiles implements RowSource {
    private final SQLContext sql;
    private final List tasks;
    private final Sources sources;
    private String schema;
    private boolean caseSensitive;

    /** `tasks`: of splits, see etl/storage/splits.py. */
    public JsonFiles(SQLContext sql, List tasks, Sources sources) {
        this.sql = sql;
        this.tasks = tasks;
        this.sources = sources;
    }

    /** Returns the fold of all records, as JSON. */
    public String fold() {
        return FoldJob.run(each(new FoldJson(sources)));
    }

    /** Returns the records as a table; `schema` is the logical type, `columns` its physical form and then constants of splits. */
    public BaseRelation rows(String schema, boolean caseSensitive, StructType columns, int constants) {
        this.schema = schema;
        this.caseSensitive = caseSensitive;
        return new SplitRelation(sql, columns, constants, tasks, this);
    }

    public FlatMapFunction reader(int[] fields) {
        return new ReadJson(sources, schema, caseSensitive, fields);
    }

    /** Returns what cannot be read, in rows of ErrorRows. */
    public JavaRDD errors() {
        return each(new JsonErrors(sources));
    }

    private JavaRDD each(FlatMapFunction function) {
        return spark().parallelize(tasks, Math.max(1, tasks.size())).mapPartitions(function);
    }

    private JavaSparkContext spark() {
        return JavaSparkContext.fromSparkContext(sql.sparkContext());
    }
}
