package localglue;

/** Characters of XML, between tags or as the value of an attribute: entities become what they stand for. */
final class XmlText {
    private static final String[] NAMES = {"lt", "gt", "amp", "quot", "apos"};
    private static final String VALUES = "<>&\"'";
    private static final int LONGEST = 12;

    static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Appends a part of `from`; in an attribute white space is a blank. */
    void append(String from, int start, int end, boolean isAttribute, StringBuilder to) throws Malformed {
        int i = start;
        while (i < end) {
            char c = from.charAt(i);
            if (c == '&') {
                i = entity(from, i, end, to);
                continue;
            }
            if (isAttribute && c == '<') throw new Malformed("'<' stands in the value of an attribute");
            if (isAttribute && isBlank(c)) to.append(' ');
            else add(from, i, c, to);
            i++;
        }
    }

    /** Appends a part of `from` in which nothing is an entity. */
    void appendPlain(String from, int start, int end, StringBuilder to) throws Malformed {
        for (int i = start; i < end; i++) add(from, i, from.charAt(i), to);
    }

    private static void add(String from, int place, char c, StringBuilder to) throws Malformed {
        if (c < ' ' && !isBlank(c) || c >= '\ufffe') throw notAllowed(c);
        if (c != '\r') to.append(c);
        else if (place + 1 == from.length() || from.charAt(place + 1) != '\n') to.append('\n');
    }

    private static int entity(String from, int start, int end, StringBuilder to) throws Malformed {
        int stop = from.indexOf(';', start);
        if (stop < 0 || stop >= end || stop - start > LONGEST) throw new Malformed("'&' is no entity; write &amp;");
        String name = from.substring(start + 1, stop);
        if (name.startsWith("#")) to.appendCodePoint(number(name));
        else to.append(named(name));
        return stop + 1;
    }

    private static char named(String name) throws Malformed {
        for (int i = 0; i < NAMES.length; i++) if (NAMES[i].equals(name)) return VALUES.charAt(i);
        throw new Malformed("the entity &" + name + "; is not known");
    }

    private static int number(String name) throws Malformed {
        try {
            int code = name.startsWith("#x") ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
            boolean allowed = code >= ' ' && code <= 0x10ffff && code != 0xfffe && code != 0xffff || code == 9 || code == 10 || code == 13;
            if (allowed && (code < 0xd800 || code > 0xdfff)) return code;
        } catch (NumberFormatException e) {
            throw new Malformed("the entity &" + name + "; is not known");
        }
        throw new Malformed("the entity &" + name + "; is a character that XML does not allow");
    }

    private static Malformed notAllowed(char c) {
        String what = "it holds a character that XML does not allow (" + Integer.toHexString(c) + ")";
        return new Malformed(c == '\uffff' ? "the text is not in the encoding that it is read in" : what);
    }

    /** What is no XML. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }
}
