package localglue;

/** A part of a file, as etl/storage/splits.py tells it. */
public final class Split {
    /** The length of a split that is a whole file. */
    public static final long WHOLE = -1;

    /** The full path with scheme. */
    public final String path;
    /** The first byte. */
    public final long start;
    /** The number of bytes, or WHOLE. */
    public final long length;
    /** The size of the whole file in bytes. */
    public final long size;

    public Split(String path, long start, long length, long size) {
        this.path = path;
        this.start = start;
        this.length = length;
        this.size = size;
    }

    /** Returns the splits of a task. */
    public static Split[] parse(String task) {
        String[] lines = task.split("\n");
        Split[] splits = new Split[lines.length];
        for (int i = 0; i < lines.length; i++) {
            String[] f = Fields.split(lines[i]);
            splits[i] = new Split(f[0], Long.parseLong(f[1]), Long.parseLong(f[2]), Long.parseLong(f[3]));
        }
        return splits;
    }

    /** Tells where the split ends: a record that begins here or later is another's. */
    public long end() {
        return length == WHOLE ? Long.MAX_VALUE : start + length;
    }
}
