package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/** Where in each value of a source its records are: the nodes at the end of a path, met one after another. */
final class JsonPath {
    /** The name of the field that a node has which is no object. */
    static final String RECORD = "record";
    private static final String ALL = "*";

    private final String[] names;
    private final int[] places;
    private final int[] counts;
    /** How many steps were gone: the parser is inside of the node that the next one goes from. */
    private int level;
    /** How many of them were gone before the value was entered. */
    private int base;

    /** @param path lines of steps: `.name` for a field, the digits of a place, or `*` for all */
    JsonPath(String path) {
        String[] steps = path.split("\n");
        names = new String[steps.length];
        places = new int[steps.length];
        counts = new int[steps.length];
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].startsWith(".")) names[i] = steps[i].substring(1);
            places[i] = names[i] == null && !steps[i].equals(ALL) ? Integer.parseInt(steps[i]) : -1;
        }
    }

    /** Begins with the value whose first token the parser is at, `inArray` if it is an element; returns the first record. */
    JsonParser enter(JsonParser p, boolean inArray) throws IOException {
        level = base = inArray && isAll(0) ? 1 : 0;
        JsonParser record = step(p, base);
        return record != null ? record : next(p);
    }

    /** Tells whether the parser is inside of a value that was entered. */
    boolean isInside() {
        return level > base;
    }

    /** Forgets the value that was entered. */
    void leave() {
        level = base;
    }

    /** Returns the next record of the value, or null when it is over. */
    JsonParser next(JsonParser p) throws IOException {
        while (level > base) {
            JsonToken token = p.nextToken();
            if (token.isStructEnd()) {
                level--;
                continue;
            }
            boolean leads = leads(p, token);
            if (token == JsonToken.FIELD_NAME) p.nextToken();
            JsonParser record = null;
            if (leads) record = step(p, level);
            else p.skipChildren();
            if (record != null) return record;
        }
        return null;
    }

    private boolean isAll(int step) {
        return step < names.length && names[step] == null && places[step] < 0;
    }

    /** Tells whether the last step that was gone leads to a member of the node that the parser is inside of. */
    private boolean leads(JsonParser p, JsonToken token) throws IOException {
        int step = level - 1;
        if (isAll(step)) return true;
        if (token == JsonToken.FIELD_NAME) return p.currentName().equals(names[step]);
        return places[step] == counts[step]++;
    }

    /** Goes into the node that the parser is at, or returns it as a record if the path ends there. */
    private JsonParser step(JsonParser p, int from) throws IOException {
        JsonToken token = p.currentToken();
        if (from == names.length) return token == JsonToken.START_OBJECT ? p : wrapped(p);
        boolean isObject = token == JsonToken.START_OBJECT;
        boolean fits = isAll(from) ? token.isStructStart() : names[from] != null ? isObject : token == JsonToken.START_ARRAY;
        if (!fits) {
            p.skipChildren();
            return null;
        }
        counts[from] = 0;
        level = from + 1;
        return null;
    }

    /** Returns a record whose one field is the node. */
    private static JsonParser wrapped(JsonParser p) throws IOException {
        TokenBuffer record = new TokenBuffer(p);
        record.writeStartObject();
        record.writeFieldName(RECORD);
        record.copyCurrentStructure(p);
        record.writeEndObject();
        JsonParser wrapped = record.asParser();
        wrapped.nextToken();
        return wrapped;
    }
}
