package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Folds records into a tree of what they contain.
 *
 * What a record holds is journaled and added to the tree once the whole record proved readable, so that a broken record leaves no
 * trace, and of two fields of the same name in one object only the last counts.
 */
final class Fold {
    private final Node root;
    private final boolean tagged;
    private Node[] nodes = new Node[256];
    private byte[] kinds = new byte[256];
    private int count;
    private long stamps;
    /** The structs that got fields from the current record, and how many they had before. */
    private final ArrayList grown = new ArrayList();
    private final ArrayList sizes = new ArrayList();

    /** `tagged`: each record is a text of its own, whose objects of one member may be tags (see Tag). */
    Fold(Node root, boolean tagged) {
        this.root = root;
        this.tagged = tagged;
    }

    /** Folds the value whose first token the parser is at; `hint` is the type that such values had before, or null. */
    void add(JsonParser p, Shape hint) throws IOException {
        boolean whole = false;
        try {
            value(p, p.currentToken(), root, hint);
            if (tagged) RecordTexts.end(p);
            whole = true;
        } finally {
            if (whole) commit();
            count = 0;
            if (grown.size() > 0) prune();
        }
    }

    private void commit() {
        for (int i = 0; i < count; i++) {
            int kind = kinds[i];
            if (kind < 0) continue;
            Node node = nodes[i];
            node.kinds |= 1 << kind;
            node.seen++;
            if (kind == Kind.NULL) node.nulls++;
            else if (kind == Kind.STRUCT) node.structs++;
        }
    }

    private void prune() {
        for (int i = 0; i < grown.size(); i++) ((Node) grown.get(i)).dropUnseen(((Integer) sizes.get(i)).intValue());
        grown.clear();
        sizes.clear();
    }

    private void note(Node node, int kind) {
        if (count == kinds.length) {
            nodes = (Node[]) Arrays.copyOf(nodes, count * 2);
            kinds = Arrays.copyOf(kinds, count * 2);
        }
        nodes[count] = node;
        kinds[count++] = (byte) kind;
    }

    private void value(JsonParser p, JsonToken token, Node node, Shape hint) throws IOException {
        switch (token.id()) {
            case 1: object(p, node, hint); break;
            case 3: array(p, node, hint == null ? null : hint.as(Kind.ARRAY)); break;
            case 6: note(node, Kind.STRING); break;
            case 7: case 8: number(p, token, node, hint); break;
            case 9: case 10: note(node, Kind.BOOLEAN); break;
            default: note(node, Kind.NULL);
        }
    }

    private void number(JsonParser p, JsonToken token, Node node, Shape hint) throws IOException {
        int kind = Numbers.kind(p, token, hint);
        if (kind == Kind.DECIMAL) decimal(new BigDecimal(p.getText()), Numbers.MAX_DIGITS, node, hint);
        else note(node, kind);
    }

    /** `digits`: the precision of an integer that does not fit the type of the hint. */
    private void decimal(BigDecimal number, int digits, Node node, Shape hint) {
        Shape type = hint == null ? null : hint.as(Kind.DECIMAL);
        if (type != null && Numbers.fits(number, type.precision, type.scale)) node.widen(type.precision, type.scale);
        else if (number.scale() <= 0) node.widen(digits, 0);
        else node.widen(Math.max(number.precision(), number.scale()), number.scale());
        note(node, Kind.DECIMAL);
    }

    private void array(JsonParser p, Node node, Shape hint) throws IOException {
        note(node, Kind.ARRAY);
        if (node.element == null) node.element = new Node();
        Node element = node.element;
        Shape elementHint = hint == null ? null : hint.element;
        JsonToken token;
        while ((token = p.nextToken()) != JsonToken.END_ARRAY) value(p, token, element, elementHint);
    }

    private void object(JsonParser p, Node node, Shape hint) throws IOException {
        String name = p.nextFieldName();
        int kind = tagged ? Tag.kind(name) : -1;
        if (kind >= 0) {
            tag(p, kind, node, hint);
        } else if (hint != null && hint.has(Kind.MAP) && !hint.has(Kind.STRUCT)) {
            map(p, name, node, hint.as(Kind.MAP).element);
        } else {
            struct(p, name, node, hint == null ? null : hint.as(Kind.STRUCT));
        }
    }

    private void tag(JsonParser p, int kind, Node node, Shape hint) throws IOException {
        p.nextToken();
        if (kind == Kind.DECIMAL) taggedDecimal(Tag.number(p.getText()), node, hint);
        else note(node, kind == Kind.DOUBLE && hint != null && !hint.has(kind) && hint.has(Kind.FLOAT) ? Kind.FLOAT : kind);
        p.nextToken();
    }

    private void taggedDecimal(BigDecimal number, Node node, Shape hint) {
        decimal(number, number.precision() - number.scale(), node, hint);
    }

    private void map(JsonParser p, String name, Node node, Shape hint) throws IOException {
        note(node, Kind.MAP);
        if (node.value == null) node.value = new Node();
        for (; name != null; name = p.nextFieldName()) value(p, p.nextToken(), node.value, hint);
    }

    private void struct(JsonParser p, String first, Node node, Shape hint) throws IOException {
        note(node, Kind.STRUCT);
        long stamp = ++stamps;
        node.met++;
        int next = 0;
        for (String name = first; name != null; name = p.nextFieldName()) {
            int i = node.find(name, next);
            Node child = i < 0 ? grow(node, name) : node.children[i];
            next = i < 0 ? node.size : i + 1;
            if (child.stamp == stamp) Arrays.fill(kinds, child.from, child.to, (byte) -1);
            int from = count;
            value(p, p.nextToken(), child, hint == null ? null : field(hint, name));
            child.stamp = stamp;
            child.from = from;
            child.to = count;
        }
    }

    private static Shape field(Shape struct, String name) {
        int i = struct.names.field(name);
        return i < 0 ? null : struct.parts[i];
    }

    private Node grow(Node node, String name) {
        Node child = new Node();
        child.since = node.met - 1;
        grown.add(node);
        sizes.add(Integer.valueOf(node.size));
        node.add(name, child);
        return child;
    }
}
