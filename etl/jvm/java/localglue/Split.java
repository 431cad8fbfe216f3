package localglue;

import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** A part of a file, with what all its records have in common, as etl/storage/splits.py tells it. */
public final class Split {
    /** The length of a split that is a whole file. */
    public static final long WHOLE = -1;
    /** The text of a partition's value that is null, as Hive writes it. */
    static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    private static final String[] NONE = new String[0];
    /** The number of fields before the values. */
    private static final int FIXED = 4;

    /** The full path with scheme. */
    public final String path;
    /** The first byte. */
    public final long start;
    /** The number of bytes, or WHOLE. */
    public final long length;
    /** The size of the whole file in bytes. */
    public final long size;

    private final String[] values;
    private Object[] constants;

    public Split(String path, long start, long length, long size) {
        this(path, start, length, size, NONE);
    }

    private Split(String path, long start, long length, long size, String[] values) {
        this.path = path;
        this.start = start;
        this.length = length;
        this.size = size;
        this.values = values;
    }

    /** Returns the splits of a task. */
    public static Split[] parse(String task) {
        String[] lines = task.split("\n");
        Split[] splits = new Split[lines.length];
        for (int i = 0; i < lines.length; i++) {
            String[] f = Fields.split(lines[i]);
            splits[i] = new Split(f[0], Long.parseLong(f[1]), Long.parseLong(f[2]), Long.parseLong(f[3]), (String[]) Arrays.copyOfRange(f, FIXED, f.length));
        }
        return splits;
    }

    /** Returns a folder, of which a line tells the path and the values. */
    static Split folder(String line) {
        String[] f = Fields.split(line);
        return new Split(f[0], 0, WHOLE, 0, (String[]) Arrays.copyOfRange(f, 1, f.length));
    }

    /** Returns all of the file. */
    Split whole() {
        return new Split(path, 0, WHOLE, size, values);
    }

    /** Tells where the split ends: a record that begins here or later is another's. */
    public long end() {
        return length == WHOLE ? Long.MAX_VALUE : start + length;
    }

    /** Returns the values of the partition that the file belongs to: UTF8String, or null. */
    Object[] constants() {
        if (constants == null) {
            constants = new Object[values.length];
            for (int i = 0; i < values.length; i++) constants[i] = values[i].equals(NULL) ? null : UTF8String.fromString(values[i]);
        }
        return constants;
    }
}
