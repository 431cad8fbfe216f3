package localglue;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Base64;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.catalyst.util.TimestampFormatter;
import org.apache.spark.sql.catalyst.util.TimestampFormatter$;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes records as JSON: without the fields they lack, with null for a null, a choice as its value.
 *
 * The styles: "compact"; "show", as Glue prints records, with blanks after `:` and `,`; "tagged", for Python (see Tag).
 */
public final class RecordWriter implements Serializable {
    private static final byte[] NULL = "null".getBytes();

    private final String schema;
    private final String zone;
    private final boolean tagged;
    private final byte[] comma;
    private final byte[] colon;
    private transient volatile Shape root;
    private transient TimestampFormatter timestamps;
    private transient int usual;

    /**
     * @param schema the logical type of the records
     * @param zone the time zone in which timestamps are written; "tagged" needs none
     */
    public RecordWriter(String schema, String style, String zone) {
        this.schema = schema;
        this.zone = zone;
        this.tagged = style.equals("tagged");
        this.comma = (style.equals("show") ? ", " : ",").getBytes();
        this.colon = (style.equals("show") ? ": " : ":").getBytes();
    }

    /** Returns the text of a record. */
    public UTF8String write(InternalRow record) {
        if (root == null) prepare();
        JsonText out = new JsonText(usual + 64);
        struct(record, root, out);
        usual = out.length();
        return UTF8String.fromBytes(out.toBytes());
    }

    /** Several threads may find nothing prepared; then the last one's work stays. */
    private void prepare() {
        timestamps = TimestampFormatter$.MODULE$.getFractionFormatter(java.time.ZoneId.of(zone, java.time.ZoneId.SHORT_IDS));
        root = Shape.parse(schema, true);
    }

    private void struct(InternalRow row, Shape shape, JsonText out) {
        byte[] before = null;
        out.raw("{");
        for (int i = 0; i < shape.parts.length; i++) {
            Shape field = shape.parts[i];
            if (field.absent && row.isNullAt(i)) continue;
            if (before == null) before = comma;
            else out.raw(before);
            out.raw(shape.labels[i]).raw(colon);
            if (field.held == Shape.BOXED) value(row.getStruct(i, 1), 0, field, out);
            else value(row, i, field, out);
        }
        out.raw("}");
    }

    private void value(SpecializedGetters row, int i, Shape shape, JsonText out) {
        if (row.isNullAt(i)) {
            out.raw(NULL);
            return;
        }
        switch (shape.kind) {
            case Kind.STRING: out.string(row.getUTF8String(i).getBytes()); break;
            case Kind.INT: out.number(row.getInt(i)); break;
            case Kind.LONG: out.number(row.getLong(i)); break;
            case Kind.DOUBLE: real(row.getDouble(i), out); break;
            case Kind.BOOLEAN: out.raw(row.getBoolean(i) ? "true" : "false"); break;
            case Kind.STRUCT: struct(row.getStruct(i, shape.width), shape, out); break;
            case Kind.ARRAY: array(row.getArray(i), shape.element, out); break;
            case Kind.MAP: map(row.getMap(i), shape, out); break;
            case Kind.CHOICE: choice(row.getStruct(i, shape.width), shape, out); break;
            default: rare(row, i, shape, out);
        }
    }

    private void rare(SpecializedGetters row, int i, Shape shape, JsonText out) {
        switch (shape.kind) {
            case Kind.SHORT: out.number(row.getShort(i)); break;
            case Kind.BYTE: out.number(row.getByte(i)); break;
            case Kind.FLOAT: real(row.getFloat(i), out); break;
            case Kind.DATE: held(Tag.DATE, LocalDate.ofEpochDay(row.getInt(i)).toString(), out); break;
            case Kind.BINARY: held(Tag.BINARY, Base64.getEncoder().encodeToString(row.getBinary(i)), out); break;
            case Kind.TIMESTAMP: timestamp(row.getLong(i), out); break;
            case Kind.DECIMAL: decimal(row.getDecimal(i, shape.precision, shape.scale), out); break;
            default: throw new IllegalStateException("a value of a type that has none: " + shape.kind);
        }
    }

    private void choice(InternalRow options, Shape shape, JsonText out) {
        for (int i = 0; i < shape.width; i++) {
            if (!options.isNullAt(i)) {
                value(options, i, shape.parts[i], out);
                return;
            }
        }
        out.raw(NULL);
    }

    private void array(ArrayData values, Shape element, JsonText out) {
        out.raw("[");
        for (int i = 0; i < values.numElements(); i++) {
            if (i > 0) out.raw(comma);
            value(values, i, element, out);
        }
        out.raw("]");
    }

    private void map(MapData map, Shape shape, JsonText out) {
        ArrayData keys = map.keyArray();
        ArrayData values = map.valueArray();
        out.raw("{");
        for (int i = 0; i < keys.numElements(); i++) {
            if (i > 0) out.raw(comma);
            key(keys, i, shape.key, out);
            value(values, i, shape.element, out.raw(colon));
        }
        out.raw("}");
    }

    /** Writes a key of any type as a string. */
    private void key(ArrayData keys, int i, Shape shape, JsonText out) {
        if (shape.kind == Kind.STRING) {
            out.string(keys.getUTF8String(i).getBytes());
            return;
        }
        JsonText text = new JsonText(32);
        new RecordWriter(schema, "compact", zone).prepared(timestamps).value(keys, i, shape, text);
        String key = text.toString();
        if (key.startsWith("\"")) out.raw(text.toBytes());
        else out.string(key);
    }

    private RecordWriter prepared(TimestampFormatter formatter) {
        timestamps = formatter;
        return this;
    }

    /** Writes a number whose text is the shortest that reads as the same number. */
    private void real(double number, JsonText out) {
        if (Double.isNaN(number) || Double.isInfinite(number)) held(Tag.DOUBLE, Double.toString(number), out);
        else out.raw(Double.toString(number));
    }

    private void real(float number, JsonText out) {
        if (Float.isNaN(number) || Float.isInfinite(number)) held(Tag.DOUBLE, Float.toString(number), out);
        else out.raw(Float.toString(number));
    }

    private void decimal(Decimal decimal, JsonText out) {
        String number = decimal.toJavaBigDecimal().toPlainString();
        if (tagged) held(Tag.DECIMAL, number, out);
        else out.raw(number);
    }

    private void timestamp(long micros, JsonText out) {
        if (tagged) out.raw("{").string(Tag.TIMESTAMP).raw(":").number(micros).raw("}");
        else out.string(timestamps.format(micros));
    }

    /** Writes a value that JSON knows as text only. */
    private void held(String tag, String text, JsonText out) {
        if (tagged) out.raw("{").string(tag).raw(":").string(text).raw("}");
        else out.string(text);
    }
}
