package localglue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructType;

/** Files that a library in Python reads, as etl/jvm/python_files.py asks for them. */
public final class PythonFiles {
    private final SQLContext sql;
    private final List tasks;
    private final Sources sources;
    private final InputCheck check;

    /** `tasks`: of splits that are whole files; `check`: what Python's workers may not see of them, or null. */
    public PythonFiles(SQLContext sql, List tasks, Sources sources, InputCheck check) {
        this.check = check;
        this.sql = sql;
        this.tasks = tasks;
        this.sources = sources;
    }

    /** Returns the bytes of the files as Python's workers get them (see PythonInput). */
    public JavaRDD bytes() {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(sql.sparkContext());
        return spark.parallelize(tasks, Math.max(1, tasks.size())).mapPartitions(new PythonInput(sources, check));
    }

    /** Returns the records that Python's workers made as a table: their texts, then constants of splits. */
    public BaseRelation records(JavaRDD made, StructType columns) {
        return new PythonRelation(sql, columns, made.mapPartitions(new PythonOutput(sources, false)), tasks);
    }

    /** Returns what Python's workers could not read, in rows of ErrorRows. */
    public JavaRDD errors(JavaRDD made) {
        return made.mapPartitions(new PythonOutput(sources, true));
    }
}
