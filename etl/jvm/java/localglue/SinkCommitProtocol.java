package localglue;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;

/**
 * Writes files as Spark does, with two differences: each job has a folder of its own below _temporary, so that several
 * may write to one place at once, and a job that gives the options {@link #START} and {@link #END} names its files itself.
 */
public final class SinkCommitProtocol extends SQLHadoopMapReduceCommitProtocol {
    /** The option that tells how the names of files begin; the number of the task follows. */
    public static final String START = "localglue.name.start";

    /** The option that tells how they end. */
    public static final String END = "localglue.name.end";

    private static final String FIRST = "-c000";

    private final String jobId;

    public SinkCommitProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
        super(jobId, path, dynamicPartitionOverwrite);
        this.jobId = jobId;
    }

    public OutputCommitter setupCommitter(TaskAttemptContext context) {
        context.getConfiguration().setInt(MRJobConfig.APPLICATION_ATTEMPT_ID, jobId.hashCode() & Integer.MAX_VALUE);
        OutputCommitter usual = super.setupCommitter(context);
        Class type = usual.getClass();
        if (type != FileOutputCommitter.class && type != ParquetOutputCommitter.class) return usual;
        try {
            return new OwnFolderCommitter(((FileOutputCommitter) usual).getOutputPath(), context);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    public String getFilename(TaskAttemptContext context, FileNameSpec spec) {
        Configuration conf = context.getConfiguration();
        String start = conf.get(START);
        if (start == null) return super.getFilename(context, spec);
        Integer task = Integer.valueOf(context.getTaskAttemptID().getTaskID().getId());
        return start + String.format("%05d", new Object[] { task }) + part(spec.suffix()) + conf.get(END, "");
    }

    /** Returns what tells the second and later files of a task from its first: "-c001". */
    private static String part(String suffix) {
        return suffix.startsWith("-c") && !suffix.startsWith(FIRST) ? suffix.substring(0, FIRST.length()) : "";
    }
}
