package localglue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;

/**
 * A logical type (etl.frame.types) in the form that readers and writers walk.
 *
 * Not to be shared between threads: `find` remembers the very strings that a parser gives for names.
 */
final class Shape {
    /** How a field's column holds it: its value, a struct of one value, or a choice that tells absent from null. */
    static final int PLAIN = 0, BOXED = 1, ABSENT_CHOICE = 2;

    final int kind;
    /** Of a struct its fields, of a choice its options. */
    final Shape[] parts;
    final Shape element;
    final Shape key;
    final int precision;
    final int scale;
    /** Of a struct's field: how its column holds it, and whether some records lack it. */
    int held = PLAIN;
    boolean absent;
    /** Of the record's fields: the place of each in the rows, or -1 where the rows lack it; null if each has its own. */
    int[] places;
    int width;

    private final String[] names;
    private final HashMap byName = new HashMap();
    private final int[] slots;

    static Shape parse(String json) {
        try {
            return new Shape(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a logical type: " + json, e);
        }
    }

    private Shape(JsonNode type) {
        kind = Kind.of(type.get("type").asText());
        precision = kind == Kind.DECIMAL ? type.get("precision").asInt() : 0;
        scale = kind == Kind.DECIMAL ? type.get("scale").asInt() : 0;
        key = kind == Kind.MAP ? new Shape(type.get("key")) : null;
        element = kind == Kind.ARRAY ? new Shape(type.get("element")) : kind == Kind.MAP ? new Shape(type.get("value")) : null;
        JsonNode members = kind == Kind.STRUCT ? type.get("fields") : kind == Kind.CHOICE ? type.get("options") : null;
        width = members == null ? 0 : members.size();
        parts = new Shape[width];
        names = new String[width];
        slots = kind == Kind.CHOICE ? new int[Kind.CHOICE] : null;
        if (kind == Kind.STRUCT) fields(members);
        if (kind == Kind.CHOICE) options(members);
    }

    private void fields(JsonNode fields) {
        for (int i = 0; i < width; i++) {
            JsonNode field = (JsonNode) fields.get(i);
            Shape part = new Shape(field.get("type"));
            part.absent = field.get("absent").asBoolean();
            if (part.absent && part.kind == Kind.CHOICE) part.held = ABSENT_CHOICE;
            else if (part.absent && field.get("null").asBoolean()) part.held = BOXED;
            names[i] = field.get("name").asText();
            parts[i] = part;
            byName.put(names[i], Integer.valueOf(i));
        }
    }

    private void options(JsonNode options) {
        java.util.Arrays.fill(slots, -1);
        for (int i = 0; i < width; i++) {
            parts[i] = new Shape((JsonNode) options.get(i));
            slots[parts[i].kind] = i;
        }
    }

    /** Makes the rows of this record hold only some of its fields, in the given order. */
    void keep(int[] fields) {
        width = fields.length;
        places = new int[parts.length];
        java.util.Arrays.fill(places, -1);
        for (int i = 0; i < fields.length; i++) places[fields[i]] = i;
    }

    String name(int field) {
        return names[field];
    }

    /** Returns the index of a struct's field, or -1; fast where it is the `expected` one. */
    int find(String name, int expected) {
        if (expected < names.length) {
            String next = names[expected];
            if (next == name) return expected;
            if (next.equals(name)) {
                names[expected] = name;
                return expected;
            }
        }
        Integer found = (Integer) byName.get(name);
        return found == null ? -1 : found.intValue();
    }

    /** Returns the shape of values of `wanted` kind under this one, or null if it has no such alternative. */
    Shape as(int wanted) {
        if (kind == wanted) return this;
        if (kind != Kind.CHOICE || slots[wanted] < 0) return null;
        return parts[slots[wanted]];
    }

    boolean has(int wanted) {
        return kind == wanted || kind == Kind.CHOICE && slots[wanted] >= 0;
    }

    /** Returns the place of a kind among the options of a choice, or -1. */
    int slot(int wanted) {
        return slots[wanted];
    }
}
