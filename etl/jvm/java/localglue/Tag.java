package localglue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Base64;

/** The one-member objects, as `{"\0date": "2020-01-31"}`, that carry values JSON has no notation for (style "tagged"). */
final class Tag {
    static final String DATE = "\0date", TIMESTAMP = "\0timestamp", DECIMAL = "\0decimal", BINARY = "\0binary";
    static final String DOUBLE = "\0double";

    private Tag() {}

    /** Returns the kind of the value that a tag carries, or -1 if the name, which may be null, is no tag. */
    static int kind(String name) {
        if (name == null || name.length() == 0 || name.charAt(0) != 0) return -1;
        if (name.equals(DATE)) return Kind.DATE;
        if (name.equals(TIMESTAMP)) return Kind.TIMESTAMP;
        if (name.equals(DECIMAL)) return Kind.DECIMAL;
        if (name.equals(BINARY)) return Kind.BINARY;
        return name.equals(DOUBLE) ? Kind.DOUBLE : -1;
    }

    static int days(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    static BigDecimal number(String decimal) {
        return new BigDecimal(decimal);
    }
}
