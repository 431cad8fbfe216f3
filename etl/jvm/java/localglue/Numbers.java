package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/** Which kind of number a JSON token is. */
final class Numbers {
    static final int MAX_DIGITS = 38;

    private Numbers() {}

    /** Returns the kind of a number by JSON's own rule. */
    static int kind(JsonParser p, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) return Kind.DOUBLE;
        JsonParser.NumberType type = p.getNumberType();
        if (type == JsonParser.NumberType.INT) return Kind.INT;
        if (type == JsonParser.NumberType.LONG) return Kind.LONG;
        int digits = p.getTextLength() - (p.getTextCharacters()[p.getTextOffset()] == '-' ? 1 : 0);
        return digits <= MAX_DIGITS ? Kind.DECIMAL : Kind.STRING;
    }

    /** Returns the kind of a number where values of `shape` are expected: the narrowest of those that can hold it. */
    static int kind(JsonParser p, JsonToken token, Shape shape) throws IOException {
        int plain = kind(p, token);
        if (shape == null) return plain;
        if (plain == Kind.INT || plain == Kind.LONG) {
            long value = p.getLongValue();
            if (shape.has(Kind.BYTE) && value == (byte) value) return Kind.BYTE;
            if (shape.has(Kind.SHORT) && value == (short) value) return Kind.SHORT;
            if (shape.has(Kind.INT) && plain == Kind.INT) return Kind.INT;
            if (shape.has(Kind.LONG)) return Kind.LONG;
            if (fitsDecimal(p, shape)) return Kind.DECIMAL;
        }
        if (shape.has(Kind.DOUBLE)) return plain == Kind.DECIMAL && fitsDecimal(p, shape) ? Kind.DECIMAL : Kind.DOUBLE;
        if (shape.has(Kind.FLOAT)) return Kind.FLOAT;
        return fitsDecimal(p, shape) ? Kind.DECIMAL : plain;
    }

    private static boolean fitsDecimal(JsonParser p, Shape shape) throws IOException {
        Shape decimal = shape.as(Kind.DECIMAL);
        return decimal != null && fits(new BigDecimal(p.getText()), decimal.precision, decimal.scale);
    }

    /** Returns whether a decimal type holds a number exactly. */
    static boolean fits(BigDecimal number, int precision, int scale) {
        BigDecimal exact = number.scale() <= scale ? number : number.stripTrailingZeros();
        return number.signum() == 0 || exact.scale() <= scale && exact.precision() - exact.scale() <= precision - scale;
    }
}
