package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/** Writes values that JSON has no notation for as tags (see Tag). */
final class Tags {
    private Tags() {}

    static void write(String tag, String value, TokenBuffer out) throws IOException {
        out.writeStartObject();
        out.writeFieldName(tag);
        out.writeString(value);
        out.writeEndObject();
    }

    /** `micros`: since 1970, in UTC. */
    static void timestamp(long micros, TokenBuffer out) throws IOException {
        out.writeStartObject();
        out.writeFieldName(Tag.TIMESTAMP);
        out.writeNumber(micros);
        out.writeEndObject();
    }
}
