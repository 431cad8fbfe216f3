package localglue;

import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.executor.InputMetrics;

/** Tells Spark what a task reads, and ends the task where it was killed. */
final class InputMeter {
    private static final int STEP = 1024;

    private final TaskContext task = TaskContext.get();
    private SourceInput file;
    private long counted;
    private int records;

    /** A file is read from an offset on. */
    void reads(SourceInput file, long start) {
        this.file = file;
        this.counted = start;
    }

    void record() throws IOException {
        if (++records == STEP) report();
    }

    /** Reports what was read since the last time. */
    void report() throws IOException {
        if (task == null || file == null) return;
        task.killTaskIfInterrupted();
        long position = file.filePosition();
        InputMetrics metrics = task.taskMetrics().inputMetrics();
        metrics.incRecordsRead(records);
        metrics.incBytesRead(Math.max(0, position - counted));
        records = 0;
        counted = Math.max(counted, position);
    }
}
