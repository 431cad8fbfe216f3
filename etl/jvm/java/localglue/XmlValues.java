package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes records of elements: attributes, elements and texts become fields, elements of one name an array. */
final class XmlValues {
    private static final int FEW = 16;

    private final XmlLayout layout;
    private final Shape root;

    XmlValues(XmlLayout layout) {
        this.layout = layout;
        this.root = layout.shape();
    }

    TokenBuffer record(XmlNode row) throws IOException {
        TokenBuffer out = new TokenBuffer(null, false);
        struct(row, root, out);
        return out;
    }

    private void value(XmlNode node, Shape shape, TokenBuffer out) throws IOException {
        boolean isText = node.children.isEmpty() && (node.attributes.isEmpty() || layout.attributePrefix == null);
        if (isText && (shape == null || shape.kind != Kind.STRUCT)) text(node.text.toString(), shape, out);
        else struct(node, shape == null ? null : shape.as(Kind.STRUCT), out);
    }

    private void struct(XmlNode node, Shape shape, TokenBuffer out) throws IOException {
        out.writeStartObject();
        if (layout.attributePrefix != null) attributes(node.attributes, shape, out);
        if (areDistinct(node.children)) distinct(node.children, shape, out);
        else grouped(node.children, shape, out);
        if (!isBlank(node.text)) {
            out.writeFieldName(layout.valueTag);
            text(node.text.toString(), field(shape, layout.valueTag), out);
        }
        out.writeEndObject();
    }

    /** Returns whether few elements have names of their own, which is the rule, and told without a map. */
    private static boolean areDistinct(List nodes) {
        if (nodes.size() > FEW) return false;
        for (int i = 1; i < nodes.size(); i++) {
            String name = ((XmlNode) nodes.get(i)).name;
            for (int j = 0; j < i; j++) if (name.equals(((XmlNode) nodes.get(j)).name)) return false;
        }
        return true;
    }

    private void distinct(List nodes, Shape shape, TokenBuffer out) throws IOException {
        for (int i = 0; i < nodes.size(); i++) {
            String name = ((XmlNode) nodes.get(i)).name;
            out.writeFieldName(name);
            values(nodes.subList(i, i + 1), field(shape, name), out);
        }
    }

    private void grouped(List nodes, Shape shape, TokenBuffer out) throws IOException {
        for (Iterator i = byName(nodes).entrySet().iterator(); i.hasNext();) {
            Map.Entry entry = (Map.Entry) i.next();
            String name = (String) entry.getKey();
            out.writeFieldName(name);
            values((List) entry.getValue(), field(shape, name), out);
        }
    }

    private void attributes(List attributes, Shape shape, TokenBuffer out) throws IOException {
        for (int i = 0; i < attributes.size(); i += 2) {
            String name = layout.attributePrefix + attributes.get(i);
            out.writeFieldName(name);
            text((String) attributes.get(i + 1), field(shape, name), out);
        }
    }

    private void values(List nodes, Shape shape, TokenBuffer out) throws IOException {
        boolean isArray = nodes.size() > 1 || shape != null && shape.kind == Kind.ARRAY;
        Shape element = shape != null && shape.kind == Kind.ARRAY ? shape.element : shape;
        if (isArray) out.writeStartArray();
        for (int i = 0; i < nodes.size(); i++) value((XmlNode) nodes.get(i), element, out);
        if (isArray) out.writeEndArray();
    }

    private void text(String text, Shape shape, TokenBuffer out) throws IOException {
        String value = layout.trims ? text.trim() : text;
        if (layout.emptyIsNull && isBlank(value)) out.writeNull();
        else TextValue.write(value, shape, out);
    }

    private static Map byName(List nodes) {
        Map named = new LinkedHashMap();
        for (int i = 0; i < nodes.size(); i++) {
            XmlNode node = (XmlNode) nodes.get(i);
            List same = (List) named.get(node.name);
            if (same == null) named.put(node.name, same = new ArrayList(1));
            same.add(node);
        }
        return named;
    }

    private static Shape field(Shape struct, String name) {
        int i = struct == null ? -1 : struct.names.field(name);
        return i < 0 ? null : struct.parts[i];
    }

    private static boolean isBlank(CharSequence text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) > ' ') return false;
        return true;
    }
}
