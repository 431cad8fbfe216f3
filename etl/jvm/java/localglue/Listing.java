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
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Lists the data files at a path in one call, as etl/storage/listing.py tells. */
public final class Listing {
    private final Configuration conf;
    private final boolean recurse;

    public Listing(Configuration conf, boolean recurse) {
        this.conf = conf;
        this.recurse = recurse;
    }

    /** Returns the lines of FileLines. */
    public String list(String name) throws IOException {
        Path path = path(name);
        FileSystem fs = path.getFileSystem(conf);
        FileStatus[] roots = roots(fs, path);
        Arrays.sort(roots, new ByKey());
        FileLines lines = new FileLines();
        for (int i = 0; i < roots.length; i++) {
            if (!roots[i].isDirectory()) add(lines, roots[i]);
            else if (fs instanceof LocalS3) lines.addAll(((LocalS3) fs).tree(roots[i].getPath(), recurse).list());
            else if (fs instanceof LocalFileSystem) lines.addAll(tree(roots[i].getPath()).list());
            else addFolder(lines, fs, roots[i].getPath());
        }
        return lines.toString();
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

    private LocalTree tree(Path folder) throws IOException {
        return new LocalTree(LocalPaths.of(folder.toUri().getPath()), prefix(folder), recurse, null);
    }

    private void addFolder(FileLines lines, FileSystem fs, Path folder) throws IOException {
        FileStatus[] files = recurse ? below(fs, folder) : directlyIn(fs, folder);
        Arrays.sort(files, new ByKey());
        for (int i = 0; i < files.length; i++) add(lines, files[i]);
    }

    private static FileStatus[] directlyIn(FileSystem fs, Path folder) throws IOException {
        List kept = new ArrayList();
        FileStatus[] children = visible(fs.listStatus(folder));
        for (int i = 0; i < children.length; i++) if (!children[i].isDirectory()) kept.add(children[i]);
        return array(kept);
    }

    /** Returns all files below a folder; S3 names them without a request for each folder. */
    private static FileStatus[] below(FileSystem fs, Path folder) throws IOException {
        List kept = new ArrayList();
        RemoteIterator all = fs.listFiles(folder, true);
        while (all.hasNext()) {
            LocatedFileStatus file = (LocatedFileStatus) all.next();
            if (!isHidden(file.getPath(), folder)) kept.add(file);
        }
        return array(kept);
    }

    private static FileStatus[] visible(FileStatus[] all) {
        List kept = new ArrayList(all.length);
        for (int i = 0; i < all.length; i++) if (!isHidden(all[i].getPath().getName())) kept.add(all[i]);
        return array(kept);
    }

    private static FileStatus[] array(List files) {
        return (FileStatus[]) files.toArray(new FileStatus[0]);
    }

    private static boolean isHidden(Path file, Path folder) {
        for (Path p = file; p.depth() > folder.depth(); p = p.getParent()) if (isHidden(p.getName())) return true;
        return false;
    }

    /** Tells whether a name is not data: a dot or an underscore leads it, or it stands for an empty folder. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_") && name.indexOf('=') < 0 || name.endsWith("_$folder$");
    }

    private static void add(FileLines lines, FileStatus file) {
        lines.add(prefix(file.getPath().getParent()), file.getPath().getName(), file.getLen(), file.getModificationTime());
    }

    /** Returns how the paths in a folder begin. */
    static String prefix(Path folder) {
        return folder.isRoot() ? folder.toString() : folder + "/";
    }

    private static final class ByKey implements Comparator {
        public int compare(Object a, Object b) {
            return key((FileStatus) a).compareTo(key((FileStatus) b));
        }

        private static String key(FileStatus file) {
            return file.isDirectory() ? prefix(file.getPath()) : file.getPath().toString();
        }
    }
}
