package localglue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;

/** A logical type (etl.frame.types) as readers and writers walk it. Readers cannot share one: it learns from records. */
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
    int[] columns;
    int width;
    /** Of a struct the names of its fields, and each as a JSON string. */
    final FieldNames names;
    final byte[][] labels;

    private final int[] slots;

    /** `caseSensitive`: whether names in records must be those of the fields to the letter. */
    static Shape parse(String json, boolean caseSensitive) {
        try {
            return new Shape(new ObjectMapper().readTree(json), caseSensitive);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a logical type: " + json, e);
        }
    }

    private Shape(JsonNode type, boolean caseSensitive) {
        kind = Kind.of(type.get("type").asText());
        precision = kind == Kind.DECIMAL ? type.get("precision").asInt() : 0;
        scale = kind == Kind.DECIMAL ? type.get("scale").asInt() : 0;
        key = kind == Kind.MAP ? new Shape(type.get("key"), caseSensitive) : null;
        JsonNode inner = kind == Kind.ARRAY ? type.get("element") : kind == Kind.MAP ? type.get("value") : null;
        element = inner == null ? null : new Shape(inner, caseSensitive);
        JsonNode members = kind == Kind.STRUCT ? type.get("fields") : kind == Kind.CHOICE ? type.get("options") : null;
        width = members == null ? 0 : members.size();
        parts = new Shape[width];
        labels = new byte[width][];
        names = new FieldNames(caseSensitive);
        slots = kind == Kind.CHOICE ? new int[Kind.CHOICE] : null;
        if (kind == Kind.STRUCT) fields(members, caseSensitive);
        if (kind == Kind.CHOICE) options(members, caseSensitive);
    }

    private void fields(JsonNode fields, boolean caseSensitive) {
        for (int i = 0; i < width; i++) {
            JsonNode field = (JsonNode) fields.get(i);
            Shape part = new Shape(field.get("type"), caseSensitive);
            part.absent = field.get("absent").asBoolean();
            if (part.absent && part.kind == Kind.CHOICE) part.held = ABSENT_CHOICE;
            else if (part.absent && field.get("null").asBoolean()) part.held = BOXED;
            String name = field.get("name").asText();
            labels[i] = new JsonText(name.length() + 2).string(name).toBytes();
            parts[i] = part;
            names.add(name, i);
        }
    }

    private void options(JsonNode options, boolean caseSensitive) {
        Arrays.fill(slots, -1);
        for (int i = 0; i < width; i++) {
            parts[i] = new Shape((JsonNode) options.get(i), caseSensitive);
            slots[parts[i].kind] = i;
        }
    }

    /** Makes the rows of this record hold only some of its fields, in the given order. */
    void keep(int[] fields) {
        width = fields.length;
        columns = new int[parts.length];
        Arrays.fill(columns, -1);
        for (int i = 0; i < fields.length; i++) columns[fields[i]] = i;
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
