package localglue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;

/** Which field of a struct a name in a record stands for; fast where records have their fields in the order of earlier ones. */
final class FieldNames {
    private static final int MOST_MET = 4096;

    private final boolean caseSensitive;
    private final HashMap fields = new HashMap();
    /** The names that records had, in their order, with the field of each. */
    private String[] met = new String[8];
    private int[] fieldsMet = new int[8];
    private int size;
    private final HashMap places = new HashMap();

    FieldNames(boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
    }

    void add(String name, int field) {
        fields.put(key(name), Integer.valueOf(field));
    }

    private String key(String name) {
        return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
    }

    /** Returns the field of a name, or -1. */
    int field(String name) {
        Integer found = (Integer) fields.get(key(name));
        return found == null ? -1 : found.intValue();
    }

    /** Returns the place of a name among those met, the `expected` one if it is that; -1 if there are too many. */
    int place(String name, int expected) {
        if (expected < size) {
            String next = met[expected];
            if (next == name) return expected;
            if (next.equals(name)) {
                met[expected] = name;
                return expected;
            }
        }
        Integer found = (Integer) places.get(name);
        return found == null ? meet(name) : found.intValue();
    }

    private int meet(String name) {
        if (size == MOST_MET) return -1;
        if (size == met.length) {
            met = (String[]) Arrays.copyOf(met, size * 2);
            fieldsMet = Arrays.copyOf(fieldsMet, size * 2);
        }
        met[size] = name;
        fieldsMet[size] = field(name);
        places.put(name, Integer.valueOf(size));
        return size++;
    }

    /** Returns the field of the name at a place, or -1. */
    int fieldAt(int place) {
        return fieldsMet[place];
    }
}
