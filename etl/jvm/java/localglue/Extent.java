package localglue;

import java.util.List;

/** How much tasks of splits read, and where; it is found out the first time that it is asked for. */
final class Extent {
    private final List tasks;
    private boolean measured;
    private long bytes;
    private int files;
    /** The one file, or the innermost folder of all; null if there is none. */
    private String place;

    Extent(List tasks) {
        this.tasks = tasks;
    }

    /** Returns the number of bytes, at least 1. */
    long bytes() {
        measure();
        return Math.max(1, bytes);
    }

    /** As etl/runtime/run_report.py reads it in Spark's plans. */
    public String toString() {
        measure();
        return (place == null ? "no files" : place) + " (" + files + " files, " + bytes + " bytes)";
    }

    private synchronized void measure() {
        if (measured) return;
        for (int i = 0; i < tasks.size(); i++) {
            Split[] splits = Split.parse((String) tasks.get(i));
            for (int j = 0; j < splits.length; j++) measure(splits[j]);
        }
        measured = true;
    }

    private void measure(Split split) {
        bytes += split.length == Split.WHOLE ? split.size : split.length;
        if (split.start == 0) files++;
        place = place == null ? split.path : commonFolder(place, split.path);
    }

    private static String commonFolder(String one, String other) {
        if (one.equals(other)) return one;
        int same = 0;
        while (same < one.length() && same < other.length() && one.charAt(same) == other.charAt(same)) same++;
        boolean isFolder = same == one.length() && one.endsWith("/");
        return isFolder ? one : one.substring(0, one.lastIndexOf('/', same - 1) + 1);
    }
}
