package localglue;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hadoop's committer, but for its end: that takes away what all other jobs have below _temporary, too. */
final class OwnFolderCommitter extends FileOutputCommitter {
    private static final Logger LOG = LoggerFactory.getLogger("localglue.OwnFolderCommitter");

    OwnFolderCommitter(Path output, TaskAttemptContext context) throws IOException {
        super(output, context);
    }

    public void cleanupJob(JobContext context) throws IOException {
        Path own = getJobAttemptPath(context);
        FileSystem fs = own.getFileSystem(context.getConfiguration());
        fs.delete(own, true);
        try {
            fs.delete(own.getParent(), false);
        } catch (IOException inUse) {
            LOG.debug("Left for other jobs: {}", own.getParent());
        }
    }
}
