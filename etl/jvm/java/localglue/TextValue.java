package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** The value that a text stands for. */
final class TextValue {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.\\d*|\\.\\d+|\\d+(?=[eE]))(?:[eE][+-]?\\d{1,4})?");
    private static final int LONGEST_NUMBER = 64;

    private TextValue() {}

    /**
     * Writes a text as a value of a type, or null and returns false where it is none; without a type, as the number that it is, or
     * as itself.
     */
    static boolean write(String text, Shape shape, TokenBuffer out) throws IOException {
        if (shape == null || shape.kind == Kind.CHOICE) {
            free(text, out);
            return true;
        }
        boolean fits = fits(text, shape, out);
        if (!fits) out.writeNull();
        return fits;
    }

    private static boolean fits(String text, Shape shape, TokenBuffer out) throws IOException {
        try {
            return typed(text, shape, out);
        } catch (NumberFormatException e) {
            return false;
        } catch (ArithmeticException e) {
            return false;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void free(String text, TokenBuffer out) throws IOException {
        if (text.length() == 0 || text.length() > LONGEST_NUMBER || text.charAt(0) > '9') {
            out.writeString(text);
        } else if (WHOLE.matcher(text).matches()) {
            whole(text, out);
        } else if (!NUMBER.matcher(text).matches() || !real(text, out)) {
            out.writeString(text);
        }
    }

    /** Writes a number; false if it is larger than a double can be. */
    private static boolean real(String text, TokenBuffer out) throws IOException {
        double number = Double.parseDouble(text);
        boolean isInfinite = Double.isInfinite(number) && text.indexOf('n') < 0;
        if (!isInfinite) out.writeNumber(number);
        return !isInfinite;
    }

    private static void whole(String text, TokenBuffer out) throws IOException {
        try {
            long number = Long.parseLong(text);
            if (number == (int) number) out.writeNumber((int) number);
            else out.writeNumber(number);
        } catch (NumberFormatException e) {
            out.writeString(text);
        }
    }

    /** Writes a text as a value of a type; false if it is none. */
    private static boolean typed(String text, Shape shape, TokenBuffer out) throws IOException {
        switch (shape.kind) {
            case Kind.STRING: out.writeString(text); return true;
            case Kind.BYTE: out.writeNumber((int) Byte.parseByte(text.trim())); return true;
            case Kind.SHORT: out.writeNumber((int) Short.parseShort(text.trim())); return true;
            case Kind.INT: out.writeNumber(Integer.parseInt(text.trim())); return true;
            case Kind.LONG: out.writeNumber(Long.parseLong(text.trim())); return true;
            case Kind.DOUBLE: case Kind.FLOAT: return real(text.trim(), out);
            case Kind.BOOLEAN: return bool(text.trim(), out);
            case Kind.DATE: return tag(Tag.DATE, LocalDate.parse(text.trim()).toString(), out);
            case Kind.DECIMAL: return decimal(new BigDecimal(text.trim()).setScale(shape.scale), shape, out);
            case Kind.TIMESTAMP: return timestamp(text.trim(), out);
            default: return false;
        }
    }

    private static boolean bool(String text, TokenBuffer out) throws IOException {
        boolean value = text.equalsIgnoreCase("true");
        if (!value && !text.equalsIgnoreCase("false")) return false;
        out.writeBoolean(value);
        return true;
    }

    private static boolean decimal(BigDecimal value, Shape shape, TokenBuffer out) throws IOException {
        return value.precision() <= shape.precision && tag(Tag.DECIMAL, value.toPlainString(), out);
    }

    /** Writes a time; without a zone it is in UTC, and a day alone is its midnight. */
    private static boolean timestamp(String given, TokenBuffer out) throws IOException {
        String text = given.length() == 10 ? given + "T00:00" : given;
        boolean hasZone = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        java.time.OffsetDateTime at = java.time.OffsetDateTime.parse(text.replace(' ', 'T') + (hasZone ? "" : "Z"));
        Tags.timestamp(at.toEpochSecond() * 1000000 + at.getNano() / 1000, out);
        return true;
    }

    private static boolean tag(String tag, String value, TokenBuffer out) throws IOException {
        Tags.write(tag, value, out);
        return true;
    }
}
