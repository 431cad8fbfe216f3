package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** The records of one split, one after another, as tokens of JSON. */
interface Records {
    /** Moves to the next record's first token and returns the parser; null at the end, or when an error waits to be taken. */
    JsonParser next() throws IOException;

    boolean isOver();

    /** Sets the current record aside, at which the parser failed. */
    void broken(JsonProcessingException e) throws IOException;

    void close() throws IOException;
}
