package localglue;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Files that a library in Python reads, as etl/jvm/python_files.py asks for them. */
public final class PythonFiles {
    private PythonFiles() {}

    /** Returns the bytes of the files of tasks as Python's workers get them (see PythonInput). */
    public static JavaRDD bytes(JavaSparkContext spark, List tasks, Sources sources) {
        return spark.parallelize(tasks, Math.max(1, tasks.size())).mapPartitions(new PythonInput(sources));
    }

    /** Returns rows of what Python's workers made (see PythonOutput). */
    public static JavaRDD rows(JavaRDD made, Sources sources) {
        return made.mapPartitions(new PythonOutput(sources));
    }
}
