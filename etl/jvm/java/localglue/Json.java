package localglue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How JSON is parsed here: strictly, and with no limit but that of nesting. */
final class Json {
    /** Deeper than any real record, and what every later step (Catalyst, Python's json) can walk. */
    static final int MAX_DEPTH = 100;

    static final JsonFactory FACTORY = factory();

    private Json() {}

    private static JsonFactory factory() {
        JsonFactory factory = new JsonFactory();
        factory.configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false);
        factory.configure(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW, false);
        factory.configure(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION, false);
        factory.configure(JsonParser.Feature.AUTO_CLOSE_SOURCE, false);
        factory.setStreamReadConstraints(constraints());
        return factory;
    }

    private static StreamReadConstraints constraints() {
        StreamReadConstraints.Builder limits = StreamReadConstraints.builder();
        limits.maxNestingDepth(MAX_DEPTH).maxStringLength(Integer.MAX_VALUE).maxNumberLength(Integer.MAX_VALUE);
        return limits.build();
    }
}
