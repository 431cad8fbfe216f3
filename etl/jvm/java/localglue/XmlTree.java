package localglue;

import java.util.ArrayList;

/**
 * Parses one element into a tree. Names are as they are written, prefixes and all; nothing outside of the text is read.
 *
 * Java's own parsers take about thirty times as long to begin as a small record takes to read.
 */
final class XmlTree {
    private final ArrayList open = new ArrayList();
    private final XmlText texts = new XmlText();
    private String text;
    private int at;

    /** Returns the one element of a text. */
    XmlNode parse(String element) throws XmlText.Malformed {
        text = element;
        at = 0;
        open.clear();
        XmlNode root = start();
        while (!open.isEmpty()) step();
        if (at < text.length()) throw malformed("there is more behind the end of the element");
        return root;
    }

    private void step() throws XmlText.Malformed {
        int next = text.indexOf('<', at);
        if (next < 0) throw malformed("the element " + top().name + " has no end");
        if (next > at) texts.append(text, at, next, false, top().text);
        at = next;
        if (text.startsWith("</", at)) end();
        else if (text.startsWith("<!--", at)) at = behind("-->", at + 4);
        else if (text.startsWith("<![CDATA[", at)) characters();
        else if (text.startsWith("<?", at)) at = behind("?>", at + 2);
        else start();
    }

    private XmlNode top() {
        return (XmlNode) open.get(open.size() - 1);
    }

    private void characters() throws XmlText.Malformed {
        int end = behind("]]>", at + 9);
        texts.appendPlain(text, at + 9, end - 3, top().text);
        at = end;
    }

    private void end() throws XmlText.Malformed {
        at += 2;
        String name = name();
        if (!name.equals(top().name)) throw malformed("the element " + top().name + " ends as " + name);
        blanks();
        expect('>');
        open.remove(open.size() - 1);
    }

    private XmlNode start() throws XmlText.Malformed {
        expect('<');
        XmlNode node = new XmlNode(name());
        while (blanks() && isName()) attribute(node);
        boolean isEmpty = at < text.length() && text.charAt(at) == '/';
        if (isEmpty) at++;
        expect('>');
        if (!open.isEmpty()) top().children.add(node);
        if (!isEmpty) open.add(node);
        if (open.size() > Json.MAX_DEPTH) throw malformed("elements are nested deeper than " + Json.MAX_DEPTH);
        return node;
    }

    private void attribute(XmlNode node) throws XmlText.Malformed {
        String name = name();
        blanks();
        expect('=');
        blanks();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) throw malformed("the value of " + name + " is not in quotes");
        for (int i = 0; i < node.attributes.size(); i += 2) {
            if (name.equals(node.attributes.get(i))) throw malformed("the attribute " + name + " is there twice");
        }
        StringBuilder value = new StringBuilder();
        texts.append(text, at + 1, end, true, value);
        node.attributes.add(name);
        node.attributes.add(value.toString());
        at = end + 1;
    }

    private String name() throws XmlText.Malformed {
        int from = at;
        while (isName()) at++;
        if (from == at) throw malformed("a name is missing");
        return text.substring(from, at);
    }

    private boolean isName() {
        if (at >= text.length()) return false;
        char c = text.charAt(at);
        if (c < 128) return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || c == ':';
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || Character.getType(c) == Character.NON_SPACING_MARK || c == '\u00b7';
    }

    /** Passes over white space; true. */
    private boolean blanks() {
        while (at < text.length() && XmlText.isBlank(text.charAt(at))) at++;
        return true;
    }

    private void expect(char c) throws XmlText.Malformed {
        if (at >= text.length() || text.charAt(at) != c) throw malformed("'" + c + "' is missing");
        at++;
    }

    private int behind(String end, int from) throws XmlText.Malformed {
        int found = text.indexOf(end, from);
        if (found < 0) throw malformed("'" + end + "' is missing");
        return found + end.length();
    }

    private XmlText.Malformed malformed(String problem) {
        return new XmlText.Malformed(problem + ", character " + at + " of the record");
    }
}
