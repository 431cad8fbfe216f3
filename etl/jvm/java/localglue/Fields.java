package localglue;

/** Lines of fields parted by tabs, as they go between Python and Java: the twin of etl.storage.lines. */
public final class Fields {
    private Fields() {
    }

    /** Appends a field, with tabs, ends of line and backslashes escaped. */
    public static void append(StringBuilder line, String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            switch (c) {
                case '\\': line.append("\\\\"); break;
                case '\t': line.append("\\t"); break;
                case '\n': line.append("\\n"); break;
                case '\r': line.append("\\r"); break;
                default: line.append(c);
            }
        }
    }

    /** Returns the fields of a line, unescaped. */
    public static String[] split(String line) {
        String[] fields = line.split("\t", -1);
        for (int i = 0; i < fields.length; i++) fields[i] = unescape(fields[i]);
        return fields;
    }

    private static String unescape(String field) {
        if (field.indexOf('\\') < 0) return field;
        StringBuilder out = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            out.append(c == '\\' ? character(field.charAt(++i)) : c);
        }
        return out.toString();
    }

    private static char character(char code) {
        switch (code) {
            case 't': return '\t';
            case 'n': return '\n';
            case 'r': return '\r';
            default: return code;
        }
    }
}
