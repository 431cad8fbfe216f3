package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.base.ParserBase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The records of one source of JSON: a stream of objects, wherever they begin and end, and those in top-level arrays, or
 * what a path leads to in each of them.
 *
 * What does not parse is an error; reading goes on with the line after it, so that a broken record may take the next line along.
 */
final class JsonRecords implements Records {
    /** Begins what each parser gets: no encoding but UTF-8 can be guessed from it. */
    private static final String BLANKS = "\n\n\n\n";

    private final RecordBytes bytes;
    private final Split source;
    private final Sources sources;
    private final ErrorRows errors;
    private final JsonPath path;
    private JsonParser parser;
    /** Add it to an offset of the parser to get that of the source. */
    private long base;
    /** How many top-level arrays are open, and whether that is a guess after a broken record. */
    private int arrays;
    private boolean guessed;

    JsonRecords(InputStream in, long position, Split source, Sources sources, ErrorRows errors) throws IOException {
        this.source = source;
        this.sources = sources;
        this.bytes = new RecordBytes(in, position);
        this.errors = errors;
        this.path = sources.path.length() == 0 ? null : new JsonPath(sources.path);
        open(0);
    }

    public JsonParser next() throws IOException {
        if (parser != null && parser.currentToken() == JsonToken.END_OBJECT) bytes.startRecord(tokenEnd());
        while (parser != null && (errors == null || errors.isEmpty())) {
            try {
                JsonParser record = path != null && path.isInside() ? path.next(parser) : value();
                if (record != null) return record;
            } catch (JsonProcessingException e) {
                broken(e);
            }
        }
        return null;
    }

    /** Moves to the next value and returns its first record, if it has any. */
    private JsonParser value() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            bytes.startRecord(tokenEnd() - 1);
            return path == null ? parser : path.enter(parser, arrays > 0);
        }
        if (token == null) close();
        else if (token == JsonToken.START_ARRAY) arrays++;
        else if (token == JsonToken.END_ARRAY) arrays--;
        else scalar(token);
        return null;
    }

    public boolean isOver() {
        return parser == null;
    }

    private void scalar(JsonToken token) throws IOException {
        String text = token == JsonToken.VALUE_STRING ? "\"" + parser.getText() + "\"" : parser.getText();
        String shown = text.length() <= RecordBytes.SHOWN ? text : text.substring(0, RecordBytes.SHOWN);
        long end = base + parser.currentLocation().getByteOffset();
        error("a record must be an object, not a " + kind(token), shown, end);
        bytes.startRecord(end);
    }

    public void broken(JsonProcessingException e) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        parser.releaseBuffered(rest);
        parser.close();
        bytes.giveBack(rest.toByteArray());
        long offset = bytes.position();
        boolean more = bytes.endLine();
        String text = bytes.text();
        bytes.startRecord(bytes.position());
        if (text.length() > 0 || !guessed) error(message(e), text, offset);
        if (more) open(text.endsWith("]") ? Math.max(0, arrays - 1) : arrays);
        else close();
    }

    private void error(String message, String input, long offset) throws IOException {
        sources.broken(source, message, offset);
        if (errors != null) errors.add(message, input, offset, source.path);
    }

    private void open(int depth) throws IOException {
        StringBuffer start = new StringBuffer(BLANKS);
        for (int i = 0; i < depth; i++) start.append('[');
        if (depth > 0) bytes.dropComma();
        base = bytes.position() - start.length();
        arrays = 0;
        if (path != null) path.leave();
        guessed = depth > 0;
        bytes.prefix(start.toString());
        parser = Json.FACTORY.createParser(bytes);
    }

    public void close() throws IOException {
        if (parser != null) parser.close();
        parser = null;
        bytes.close();
    }

    /** Returns the offset behind the current token, which is a bracket. */
    private long tokenEnd() {
        return base + ((ParserBase) parser).getTokenCharacterOffset();
    }

    private static String kind(JsonToken token) {
        if (token == JsonToken.VALUE_STRING) return "string";
        if (token.isNumeric()) return "number";
        return token.isBoolean() ? "boolean" : "null";
    }

    /** Returns the parser's words without positions, which count from where it was last started, and without its switches. */
    static String message(JsonProcessingException e) {
        return before(": enable `", before(" (start marker at", e.getOriginalMessage()));
    }

    private static String before(String end, String message) {
        int position = message.indexOf(end);
        return position < 0 ? message : message.substring(0, position);
    }
}
