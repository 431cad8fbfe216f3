package localglue;

import java.io.Serializable;
import java.util.HashMap;

/** What a fold of records met at one path: the kinds of its values, how often, and the same of what is inside. */
final class Node implements Serializable {
    int kinds;
    int precision;
    int scale;
    long seen;
    long nulls;
    long structs;
    /** How many values of the struct that it is a field of came before the first one that has it. */
    long since;
    Node element;
    Node value;
    String[] names = NO_NAMES;
    Node[] children = NO_NODES;
    int size;

    /** While folding: the struct value in which the field was last met, and its part of the journal (see Fold). */
    transient long stamp;
    transient int from;
    transient int to;
    /** While folding: how many struct values were met, those of the current record included. */
    transient long met;
    private transient HashMap byName;

    private static final String[] NO_NAMES = new String[0];
    private static final Node[] NO_NODES = new Node[0];

    /** Returns the index of a field, or -1; fast where it is the `expected` one. */
    int find(String name, int expected) {
        if (expected < size) {
            String next = names[expected];
            if (next == name) return expected;
            if (next.equals(name)) {
                names[expected] = name;
                return expected;
            }
        }
        if (byName == null) index();
        Integer found = (Integer) byName.get(name);
        return found == null ? -1 : found.intValue();
    }

    private void index() {
        byName = new HashMap();
        for (int i = 0; i < size; i++) byName.put(names[i], Integer.valueOf(i));
    }

    /** Appends a field and returns its index. */
    int add(String name, Node child) {
        if (byName == null) index();
        if (size == names.length) grow();
        names[size] = name;
        children[size] = child;
        byName.put(name, Integer.valueOf(size));
        return size++;
    }

    private void grow() {
        String[] moreNames = new String[size * 2 + 4];
        Node[] moreChildren = new Node[size * 2 + 4];
        System.arraycopy(names, 0, moreNames, 0, size);
        System.arraycopy(children, 0, moreChildren, 0, size);
        names = moreNames;
        children = moreChildren;
    }

    /** Takes away the fields from `start` on that no record has after all. */
    void dropUnseen(int start) {
        if (start >= size) return;
        int kept = start;
        for (int i = start; i < size; i++) {
            if (children[i].seen == 0) {
                byName.remove(names[i]);
            } else {
                names[kept] = names[i];
                children[kept] = children[i];
                byName.put(names[kept], Integer.valueOf(kept++));
            }
        }
        size = kept;
    }

    /** Widens the decimal type so that it holds numbers of another one. */
    void widen(int otherPrecision, int otherScale) {
        int whole = Math.max(precision - scale, otherPrecision - otherScale);
        scale = Math.min(Math.max(scale, otherScale), 38 - Math.min(38, whole));
        precision = Math.min(38, whole + scale);
    }

    /** Adds what a fold of later records met. */
    void merge(Node later) {
        long before = structs;
        kinds |= later.kinds;
        seen += later.seen;
        nulls += later.nulls;
        structs += later.structs;
        if ((later.kinds & 1 << Kind.DECIMAL) != 0) widen(later.precision, later.scale);
        element = merged(element, later.element);
        value = merged(value, later.value);
        for (int i = 0; i < later.size; i++) {
            int at = find(later.names[i], i);
            if (at < 0) append(later.names[i], later.children[i], before);
            else children[at].merge(later.children[i]);
        }
    }

    private void append(String name, Node child, long before) {
        child.since += before;
        add(name, child);
    }

    private static Node merged(Node earlier, Node later) {
        if (earlier == null) return later;
        if (later != null) earlier.merge(later);
        return earlier;
    }

    /** Writes the tree as etl.frame.fold reads it. */
    void write(JsonText out) {
        out.raw("{\"k\":").number(kinds).raw(",\"n\":").number(seen).raw(",\"z\":").number(nulls).raw(",\"sn\":").number(structs);
        if (since > 0) out.raw(",\"g\":").number(since);
        if ((kinds & 1 << Kind.DECIMAL) != 0) out.raw(",\"p\":").number(precision).raw(",\"s\":").number(scale);
        if (element != null) element.write(out.raw(",\"e\":"));
        if (value != null) value.write(out.raw(",\"m\":"));
        if (size > 0) {
            out.raw(",\"f\":");
            for (int i = 0; i < size; i++) {
                out.raw(i == 0 ? "{" : ",").string(names[i]).raw(":");
                children[i].write(out);
            }
            out.raw("}");
        }
        out.raw("}");
    }
}
