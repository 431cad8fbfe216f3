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

    TokenBuffer record(XmlNode row) throws IOException, XmlText.Malformed {
        TokenBuffer out = new TokenBuffer(null, false);
        struct(row, root, out);
        return out;
    }

    private void value(XmlNode node, Shape shape, TokenBuffer out) throws IOException, XmlText.Malformed {
        boolean isValue = shape != null && shape.kind < Kind.CHOICE && shape.kind != Kind.STRUCT && shape.kind != Kind.MAP;
        boolean isText = node.children.isEmpty() && (isValue || node.attributes.isEmpty() || layout.attributePrefix == null);
        if (isText && (shape == null || shape.kind != Kind.STRUCT)) text(node, shape, out);
        else if (isText && !isBlank(node.text) && field(shape, layout.valueTag) == null) throw mismatch(node.name, "its value is " + node.text, shape);
        else if (isValue) throw mismatch(node.name, "there are elements in it", shape);
        else struct(node, shape == null ? null : shape.as(Kind.STRUCT), out);
    }

    private void struct(XmlNode node, Shape shape, TokenBuffer out) throws IOException, XmlText.Malformed {
        List fields = fields(node);
        out.writeStartObject();
        if (areDistinct(fields)) distinct(fields, shape, out);
        else grouped(fields, shape, out);
        out.writeEndObject();
    }

    /** Returns what becomes of an element's fields: attributes and text as elements, too. */
    private List fields(XmlNode node) {
        boolean hasAttributes = layout.attributePrefix != null && !node.attributes.isEmpty();
        boolean hasText = !isBlank(node.text);
        if (!hasAttributes && !hasText) return node.children;
        List fields = new ArrayList(node.attributes.size() + node.children.size() + 1);
        for (int i = 0; hasAttributes && i < node.attributes.size(); i += 2) {
            fields.add(leaf(layout.attributePrefix + node.attributes.get(i), (String) node.attributes.get(i + 1)));
        }
        fields.addAll(node.children);
        if (hasText) fields.add(leaf(layout.valueTag, node.text));
        return fields;
    }

    private static XmlNode leaf(String name, CharSequence text) {
        XmlNode leaf = new XmlNode(name);
        leaf.text.append(text);
        return leaf;
    }

    /** Returns whether few fields have names of their own, which is the rule, and told without a map. */
    private static boolean areDistinct(List nodes) {
        if (nodes.size() > FEW) return false;
        for (int i = 1; i < nodes.size(); i++) {
            String name = ((XmlNode) nodes.get(i)).name;
            for (int j = 0; j < i; j++) if (name.equals(((XmlNode) nodes.get(j)).name)) return false;
        }
        return true;
    }

    private void distinct(List nodes, Shape shape, TokenBuffer out) throws IOException, XmlText.Malformed {
        for (int i = 0; i < nodes.size(); i++) {
            String name = ((XmlNode) nodes.get(i)).name;
            out.writeFieldName(name);
            values(nodes.subList(i, i + 1), field(shape, name), out);
        }
    }

    private void grouped(List nodes, Shape shape, TokenBuffer out) throws IOException, XmlText.Malformed {
        for (Iterator i = byName(nodes).entrySet().iterator(); i.hasNext();) {
            Map.Entry entry = (Map.Entry) i.next();
            String name = (String) entry.getKey();
            out.writeFieldName(name);
            values((List) entry.getValue(), field(shape, name), out);
        }
    }

    private void values(List nodes, Shape shape, TokenBuffer out) throws IOException, XmlText.Malformed {
        Shape array = shape == null ? null : shape.as(Kind.ARRAY);
        if (nodes.size() > 1 && shape != null && array == null) {
            throw mismatch(((XmlNode) nodes.get(0)).name, "it is there " + nodes.size() + " times", shape);
        }
        boolean isArray = nodes.size() > 1 || array != null && array == shape;
        Shape element = isArray && array != null ? array.element : shape;
        if (isArray) out.writeStartArray();
        for (int i = 0; i < nodes.size(); i++) value((XmlNode) nodes.get(i), element, out);
        if (isArray) out.writeEndArray();
    }

    private void text(XmlNode node, Shape shape, TokenBuffer out) throws IOException, XmlText.Malformed {
        String value = layout.trims ? node.text.toString().trim() : node.text.toString();
        if (layout.emptyIsNull && isBlank(value)) out.writeNull();
        else if (!TextValue.write(value, shape, out) && !isBlank(value)) throw mismatch(node.name, "its value is " + value, shape);
    }

    private static XmlText.Malformed mismatch(String name, String found, Shape shape) {
        return new XmlText.Malformed("withSchema gives " + name + " the type " + Kind.name(shape.kind) + ", and " + found);
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
