package localglue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Base64;

/** The one-member objects, as `{"\0date": "2020-01-31"}`, that carry values JSON has no notation for (style "tagged"). */
final class Tag {
    static final String DATE = "\0date", TIMESTAMP = "\0timestamp", DECIMAL = "\0decimal", BINARY = "\0binary", DOUBLE = "\0double";

    private Tag() {}

    static boolean is(String name) {
        return name != null && name.length() > 0 && name.charAt(0) == 0;
    }

    static int kind(String tag) {
        if (tag.equals(DATE)) return Kind.DATE;
        if (tag.equals(TIMESTAMP)) return Kind.TIMESTAMP;
        if (tag.equals(DECIMAL)) return Kind.DECIMAL;
        if (tag.equals(BINARY)) return Kind.BINARY;
        if (tag.equals(DOUBLE)) return Kind.DOUBLE;
        throw new IllegalArgumentException("no kind of value is tagged " + tag.substring(1));
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
