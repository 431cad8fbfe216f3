package localglue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.parquet.hadoop.ParquetOutputCommitter;
import org.apache.spark.TaskContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.JavaConverters;

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

    /** The option under which the folders are kept that a job wrote to, seen from its place. */
    public static final String REPORT = "localglue.report";

    private static final long STRAGGLING_MS = 200;
    private static final Logger LOG = LoggerFactory.getLogger("localglue.SinkCommitProtocol");
    private static final Map REPORTS = new ConcurrentHashMap();

    private final String jobId;
    private final String path;
    /** In a task: the folders that it writes to. */
    private transient Set folders;

    public SinkCommitProtocol(String jobId, String path, boolean dynamicPartitionOverwrite) {
        super(jobId, path, dynamicPartitionOverwrite);
        this.jobId = jobId;
        this.path = path;
    }

    public void abortJob(JobContext context) {
        super.abortJob(context);
        awaitTasks();
        super.abortJob(context);
        removeEmptyFolders(context.getConfiguration());
    }

    /** Gives tasks time to end that are being killed: one that commits just then puts its files where they were removed. */
    private static void awaitTasks() {
        try {
            Thread.sleep(STRAGGLING_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A task that is killed when its job was aborted already may have made folders anew. */
    public void abortTask(TaskAttemptContext context) {
        super.abortTask(context);
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) removeEmptyFolders(context.getConfiguration());
    }

    private void removeEmptyFolders(Configuration conf) {
        if (path == null) return;
        Path output = new Path(path), all = new Path(output, FileOutputCommitter.PENDING_DIR_NAME);
        Path folder = new Path(new Path(all, String.valueOf(number())), FileOutputCommitter.PENDING_DIR_NAME);
        try {
            FileSystem fs = output.getFileSystem(conf);
            Path last = fs instanceof LocalS3 ? null : output; // in a bucket no folder is there without an object
            for (; !folder.isRoot() && !folder.equals(last); folder = folder.getParent()) fs.delete(folder, false);
        } catch (IOException inUse) {
            LOG.debug("Not empty: {}", inUse.getMessage());
        }
    }

    private int number() {
        return jobId.hashCode() & Integer.MAX_VALUE;
    }

    public OutputCommitter setupCommitter(TaskAttemptContext context) {
        context.getConfiguration().setInt(MRJobConfig.APPLICATION_ATTEMPT_ID, number());
        OutputCommitter usual = super.setupCommitter(context);
        Class type = usual.getClass();
        if (type != FileOutputCommitter.class && type != ParquetOutputCommitter.class) return usual;
        try {
            return new OwnFolderCommitter(((FileOutputCommitter) usual).getOutputPath(), context);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Returns the folders that a job wrote to, one per line, and forgets them; null if it did not end. */
    public static String takeReport(String name) {
        return (String) REPORTS.remove(name);
    }

    public void setupTask(TaskAttemptContext context) {
        folders = new TreeSet();
        super.setupTask(context);
    }

    public String newTaskTempFile(TaskAttemptContext context, Option folder, FileNameSpec spec) {
        folders.add(folder.isDefined() ? folder.get() : "");
        return super.newTaskTempFile(context, folder, spec);
    }

    public FileCommitProtocol.TaskCommitMessage commitTask(TaskAttemptContext context) {
        Object usual = super.commitTask(context).obj();
        return new FileCommitProtocol.TaskCommitMessage(new Object[] { usual, String.join("\n", folders) });
    }

    /** Scala 2.12's form of the method. */
    public void commitJob(JobContext context, scala.collection.Seq messages) {
        endJob(context, messages);
    }

    /** Scala 2.13's form of the method. */
    public void commitJob(JobContext context, scala.collection.immutable.Seq messages) {
        endJob(context, messages);
    }

    private void endJob(JobContext context, scala.collection.Seq messages) {
        Set all = new TreeSet();
        List usual = new ArrayList();
        for (Iterator i = messages.iterator(); i.hasNext();) {
            Object[] told = (Object[]) ((FileCommitProtocol.TaskCommitMessage) i.next()).obj();
            usual.add(new FileCommitProtocol.TaskCommitMessage(told[0]));
            if (!told[1].equals("")) all.addAll(Arrays.asList(((String) told[1]).split("\n")));
        }
        super.commitJob(context, JavaConverters.asScalaBuffer(usual).toList());
        String name = context.getConfiguration().get(REPORT);
        if (name != null) REPORTS.put(name, String.join("\n", all));
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
