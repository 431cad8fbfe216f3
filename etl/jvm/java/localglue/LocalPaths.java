package localglue;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Paths of local files whose names are UTF-8, even in a JVM that a bare container's locale (C, POSIX) keeps from naming them. */
final class LocalPaths {
    private static final String UNKNOWN = "\uFFFD";
    private static final LinkOption[] FOLLOW = new LinkOption[0];

    private LocalPaths() {
    }

    static Path of(String path) throws IOException {
        try {
            return Paths.get(path, new String[0]);
        } catch (InvalidPathException problem) {
            Path found = Paths.get("/", new String[0]);
            String[] names = path.split("/");
            for (int i = 0; i < names.length; i++) if (names[i].length() > 0) found = child(found, names[i]);
            return found;
        }
    }

    static Path child(Path parent, String name) throws IOException {
        try {
            return parent.resolve(name);
        } catch (InvalidPathException problem) {
            return encodedChild(parent, name);
        }
    }

    /** Tells whether there is a file or folder, or a link to one; unlike Files.exists it makes no exception where there is none. */
    static boolean exists(Path path) {
        return isNamed(path) ? path.toFile().exists() : Files.exists(path, FOLLOW);
    }

    static boolean isFolder(Path path) {
        return isNamed(path) ? path.toFile().isDirectory() : Files.isDirectory(path, FOLLOW);
    }

    static boolean isFile(Path path) {
        return isNamed(path) ? path.toFile().isFile() : Files.isRegularFile(path, FOLLOW);
    }

    private static boolean isNamed(Path path) {
        return !path.toString().contains(UNKNOWN);
    }

    static String name(Path path) {
        String name = path.getFileName().toString();
        if (!name.contains(UNKNOWN)) return name;
        String whole = path.toUri().getPath();
        if (whole.endsWith("/")) whole = whole.substring(0, whole.length() - 1);
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    /** Returns what a problem says; Java's own words for a lack of permission are the file's name alone. */
    static String reason(IOException problem) {
        return problem instanceof AccessDeniedException ? "permission denied: " + problem.getMessage() : problem.getMessage();
    }

    private static Path encodedChild(Path parent, String name) throws IOException {
        String folder = parent.toUri().toString();
        try {
            return Paths.get(URI.create(folder + (folder.endsWith("/") ? "" : "/") + encoded(name)));
        } catch (IllegalArgumentException problem) {
            throw new IOException("'" + name + "' cannot be the name of a file below " + parent + ": " + problem.getMessage());
        }
    }

    private static String encoded(String name) throws UnsupportedEncodingException {
        return URLEncoder.encode(name, "UTF-8").replace("+", "%20");
    }
}
