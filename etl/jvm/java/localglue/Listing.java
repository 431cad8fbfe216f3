package localglue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lists the data files at a path in one call, as etl/storage/listing.py tells. */
public final class Listing {
    private final Configuration conf;
    private final boolean recurse;

    public Listing(Configuration conf, boolean recurse) {
        this.conf = conf;
        this.recurse = recurse;
    }

    /** Returns one line for each file: path, size, time of the last change in milliseconds. */
    public String list(String name) throws IOException {
        Path path = path(name);
        FileSystem fs = path.getFileSystem(conf);
        List found = new ArrayList();
        FileStatus[] roots = roots(fs, path);
        for (int i = 0; i < roots.length; i++) collect(fs, roots[i], found);
        FileStatus[] files = (FileStatus[]) found.toArray(new FileStatus[0]);
        Arrays.sort(files, new ByKey());
        return lines(files);
    }

    private static Path path(String name) throws IOException {
        try {
            return new Path(name);
        } catch (IllegalArgumentException problem) {
            throw new IOException("this is no path: " + problem.getMessage());
        }
    }

    private static FileStatus[] roots(FileSystem fs, Path path) throws IOException {
        try {
            return new FileStatus[] { fs.getFileStatus(path) };
        } catch (FileNotFoundException missing) {
            FileStatus[] matches = hasPattern(path) ? fs.globStatus(path) : null;
            if (matches == null || matches.length == 0) throw missing;
            return visible(matches);
        }
    }

    private static boolean hasPattern(Path path) {
        String text = path.toUri().getPath();
        for (int i = 0; i < text.length(); i++) if ("*?[{".indexOf(text.charAt(i)) >= 0) return true;
        return false;
    }

    private void collect(FileSystem fs, FileStatus root, List found) throws IOException {
        if (!root.isDirectory()) {
            found.add(root);
            return;
        }
        FileStatus[] children = visible(fs.listStatus(root.getPath()));
        for (int i = 0; i < children.length; i++) {
            if (!children[i].isDirectory()) found.add(children[i]);
            else if (recurse) collect(fs, children[i], found);
        }
    }

    private static FileStatus[] visible(FileStatus[] all) {
        List kept = new ArrayList(all.length);
        for (int i = 0; i < all.length; i++) if (!isHidden(all[i].getPath().getName())) kept.add(all[i]);
        return (FileStatus[]) kept.toArray(new FileStatus[0]);
    }

    /** Tells whether a name is not data: a dot or an underscore leads it, or it stands for an empty folder. */
    public static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_") && name.indexOf('=') < 0 || name.endsWith("_$folder$");
    }

    private static String lines(FileStatus[] files) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < files.length; i++) {
            Fields.append(out, files[i].getPath().toString());
            out.append('\t').append(files[i].getLen()).append('\t').append(files[i].getModificationTime()).append('\n');
        }
        return out.toString();
    }

    private static final class ByKey implements Comparator {
        public int compare(Object a, Object b) {
            return ((FileStatus) a).getPath().toString().compareTo(((FileStatus) b).getPath().toString());
        }
    }
}
