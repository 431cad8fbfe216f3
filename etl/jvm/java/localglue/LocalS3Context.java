package localglue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileSystem;

/** The same for Hadoop's FileContext, by which the checkpoints of streams are written. */
public final class LocalS3Context extends DelegateToFileSystem {
    public LocalS3Context(URI uri, Configuration conf) throws IOException, URISyntaxException {
        super(uri, FileSystem.get(uri, conf), conf, uri.getScheme(), false);
    }
}
