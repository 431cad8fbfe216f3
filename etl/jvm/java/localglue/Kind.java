package localglue;

/** The kinds of values. The fold of records sets the bit `1 << kind` where it met one; see etl/frame/fold.py. */
final class Kind {
    static final int NULL = 0, BOOLEAN = 1, INT = 2, LONG = 3, DOUBLE = 4, STRING = 5, STRUCT = 6, ARRAY = 7, DATE = 8;
    static final int TIMESTAMP = 9, DECIMAL = 10, BINARY = 11, SHORT = 12, BYTE = 13, FLOAT = 14, MAP = 15, CHOICE = 16;

    private static final String[] NAMES = {
        "null", "boolean", "int", "long", "double", "string", "struct", "array", "date",
        "timestamp", "decimal", "binary", "short", "byte", "float", "map", "choice",
    };

    private Kind() {}

    static String name(int kind) {
        return NAMES[kind];
    }

    /** Returns the kind that a logical type's name stands for. */
    static int of(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) return i;
        }
        throw new IllegalArgumentException("no kind of value is called " + name);
    }
}
