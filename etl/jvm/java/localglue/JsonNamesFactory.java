package localglue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Arrays;

/** Makes parsers of JSON that tell the names of fields as a type writes them. */
final class JsonNamesFactory extends JsonFactory {
    private final JsonFactory inner;
    private final JsonNames names;

    JsonNamesFactory(JsonFactory inner, JsonNames names) {
        this.inner = inner;
        this.names = names;
    }

    public JsonParser createParser(InputStream in) throws IOException {
        return new Parser(inner.createParser(in), names);
    }

    public JsonParser createParser(Reader in) throws IOException {
        return new Parser(inner.createParser(in), names);
    }

    public JsonParser createParser(String text) throws IOException {
        return new Parser(inner.createParser(text), names);
    }

    public JsonParser createParser(byte[] bytes, int start, int length) throws IOException {
        return new Parser(inner.createParser(bytes, start, length), names);
    }

    /** Knows how each object and array that is open writes its names. */
    private static final class Parser extends JsonParserDelegate {
        private final JsonNames root;
        private JsonNames[] open = new JsonNames[8];
        private int depth;
        private String name;

        Parser(JsonParser parser, JsonNames root) {
            super(parser);
            this.root = root;
        }

        public JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (token == JsonToken.FIELD_NAME) name = open[depth - 1].named(super.currentName());
            else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) begin();
            else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) depth--;
            return token;
        }

        private void begin() {
            if (depth == open.length) open = (JsonNames[]) Arrays.copyOf(open, depth * 2);
            boolean isItem = super.getParsingContext().getParent().inArray();
            JsonNames next = depth == 0 ? root : isItem ? open[depth - 1].ofItem() : open[depth - 1].of(name);
            open[depth++] = next;
        }

        public JsonParser skipChildren() throws IOException {
            JsonToken token = currentToken();
            super.skipChildren();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) depth--;
            return this;
        }

        public String currentName() throws IOException {
            return super.currentToken() == JsonToken.FIELD_NAME ? name : super.currentName();
        }

        public String getCurrentName() throws IOException {
            return currentName();
        }
    }
}
