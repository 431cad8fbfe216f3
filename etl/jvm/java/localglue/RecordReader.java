package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes rows of JSON records in the physical layout of a logical type (etl/frame/physical.py).
 *
 * A value of a kind that the type does not have is null.
 */
final class RecordReader {
    private final Shape root;
    private final boolean tagged;

    /** `tagged`: objects of one member may be tags (see Tag), and numbers take the type that is expected. */
    RecordReader(Shape root, boolean tagged) {
        this.root = root;
        this.tagged = tagged;
    }

    /** Returns the row of the record whose first token the parser is at. */
    GenericInternalRow row(JsonParser p) throws IOException {
        if (root.width == 0) {
            p.skipChildren();
            return new GenericInternalRow(new Object[0]);
        }
        return struct(p, p.nextFieldName(), root);
    }

    /** Returns the value whose first token the parser is at, as a column of the type holds it. */
    Object value(JsonParser p) throws IOException {
        return value(p, p.currentToken(), root);
    }

    private Object value(JsonParser p, JsonToken token, Shape shape) throws IOException {
        switch (token.id()) {
            case 1: return object(p, shape);
            case 3: return array(p, shape);
            case 6: return shape.has(Kind.STRING) ? held(shape, Kind.STRING, text(p)) : null;
            case 7: case 8: return number(p, token, shape);
            case 9: return shape.has(Kind.BOOLEAN) ? held(shape, Kind.BOOLEAN, Boolean.TRUE) : null;
            case 10: return shape.has(Kind.BOOLEAN) ? held(shape, Kind.BOOLEAN, Boolean.FALSE) : null;
            default: return null;
        }
    }

    /** Returns a value as it is, or as one alternative of a choice. */
    static Object held(Shape shape, int kind, Object value) {
        if (shape.kind != Kind.CHOICE) return value;
        Object[] options = new Object[shape.width];
        options[shape.slot(kind)] = value;
        return new GenericInternalRow(options);
    }

    private Object object(JsonParser p, Shape shape) throws IOException {
        boolean struct = shape.has(Kind.STRUCT);
        if (!struct && !tagged && !shape.has(Kind.MAP)) {
            p.skipChildren();
            return null;
        }
        String name = p.nextFieldName();
        int kind = tagged ? Tag.kind(name) : -1;
        if (kind >= 0) return tag(p, kind, shape);
        if (struct) return held(shape, Kind.STRUCT, struct(p, name, shape.as(Kind.STRUCT)));
        if (shape.has(Kind.MAP)) return held(shape, Kind.MAP, map(p, name, shape.as(Kind.MAP)));
        for (; name != null; name = p.nextFieldName()) skip(p);
        return null;
    }

    private GenericInternalRow struct(JsonParser p, String first, Shape shape) throws IOException {
        Object[] row = new Object[shape.width];
        int[] columns = shape.columns;
        FieldNames names = shape.names;
        int place = -1;
        for (String name = first; name != null; name = p.nextFieldName()) {
            place = names.place(name, place + 1);
            int i = place < 0 ? names.field(name) : names.fieldAt(place);
            int column = i < 0 || columns == null ? i : columns[i];
            if (column < 0) skip(p);
            else row[column] = field(p, p.nextToken(), shape.parts[i]);
        }
        return new GenericInternalRow(row);
    }

    private Object field(JsonParser p, JsonToken token, Shape field) throws IOException {
        return column(field, value(p, token, field));
    }

    /** Returns a value as the column of its field holds it. */
    static Object column(Shape field, Object value) {
        if (field.held == Shape.PLAIN) return value;
        if (field.held == Shape.BOXED) return new GenericInternalRow(new Object[] {value});
        return value == null ? new GenericInternalRow(new Object[field.width]) : value;
    }

    private static void skip(JsonParser p) throws IOException {
        p.nextToken();
        p.skipChildren();
    }

    private Object array(JsonParser p, Shape shape) throws IOException {
        Shape array = shape.as(Kind.ARRAY);
        if (array == null) {
            p.skipChildren();
            return null;
        }
        ArrayList values = new ArrayList();
        JsonToken token;
        while ((token = p.nextToken()) != JsonToken.END_ARRAY) values.add(value(p, token, array.element));
        return held(shape, Kind.ARRAY, new GenericArrayData(values.toArray()));
    }

    private Object map(JsonParser p, String first, Shape map) throws IOException {
        Entries entries = new Entries();
        for (String name = first; name != null; name = p.nextFieldName()) {
            entries.put(UTF8String.fromString(name), value(p, p.nextToken(), map.element));
        }
        return map.key.kind == Kind.STRING ? entries.toMap() : null;
    }

    private Object number(JsonParser p, JsonToken token, Shape shape) throws IOException {
        int kind = tagged ? Numbers.kind(p, token, shape) : Numbers.kind(p, token);
        if (kind == Kind.INT && !shape.has(Kind.INT)) kind = Kind.LONG;
        Object value = shape.has(kind) ? number(p, kind, shape) : null;
        return value == null ? null : held(shape, kind, value);
    }

    private static Object number(JsonParser p, int kind, Shape shape) throws IOException {
        switch (kind) {
            case Kind.INT: return Integer.valueOf(p.getIntValue());
            case Kind.LONG: return Long.valueOf(p.getLongValue());
            case Kind.DOUBLE: return Double.valueOf(p.getDoubleValue());
            case Kind.FLOAT: return Float.valueOf(p.getFloatValue());
            case Kind.SHORT: return Short.valueOf((short) p.getIntValue());
            case Kind.BYTE: return Byte.valueOf((byte) p.getIntValue());
            case Kind.DECIMAL: return decimal(new BigDecimal(p.getText()), shape.as(Kind.DECIMAL));
            default: return text(p);
        }
    }

    /** Returns a number in a type of decimals; null if that cannot hold it exactly. */
    static Decimal decimal(BigDecimal number, Shape type) {
        if (!Numbers.fits(number, type.precision, type.scale)) return null;
        return Decimal.apply(number, type.precision, type.scale);
    }

    private Object tag(JsonParser p, int tag, Shape shape) throws IOException {
        p.nextToken();
        int kind = tag == Kind.DOUBLE && !shape.has(tag) ? Kind.FLOAT : tag;
        Object value = shape.has(kind) ? tagged(p, kind, shape) : null;
        p.nextToken();
        return value == null ? null : held(shape, kind, value);
    }

    private static Object tagged(JsonParser p, int kind, Shape shape) throws IOException {
        switch (kind) {
            case Kind.DATE: return Integer.valueOf(Tag.days(p.getText()));
            case Kind.TIMESTAMP: return Long.valueOf(p.getLongValue());
            case Kind.DECIMAL: return decimal(Tag.number(p.getText()), shape.as(kind));
            case Kind.BINARY: return Tag.bytes(p.getText());
            case Kind.FLOAT: return Float.valueOf(p.getText());
            default: return Double.valueOf(p.getText());
        }
    }

    /** Returns the text of a token; a half of a surrogate pair, which UTF-8 cannot hold, is U+FFFD. */
    private static UTF8String text(JsonParser p) throws IOException {
        char[] chars = p.getTextCharacters();
        int start = p.getTextOffset();
        byte[] ascii = new byte[p.getTextLength()];
        int all = 0;
        for (int i = 0; i < ascii.length; i++) {
            char c = chars[start + i];
            all |= c;
            ascii[i] = (byte) c;
        }
        return UTF8String.fromBytes(all < 128 ? ascii : Utf8.encode(chars, start, ascii.length));
    }
}
