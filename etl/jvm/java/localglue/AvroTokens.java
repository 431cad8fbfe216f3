package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** Makes tokens of values of Avro. */
final class AvroTokens {
    private final boolean logical;

    AvroTokens(boolean logical) {
        this.logical = logical;
    }

    void write(Schema schema, Object value, TokenBuffer out) throws IOException {
        switch (schema.getType()) {
            case RECORD: record(schema, (IndexedRecord) value, out); break;
            case UNION: union(schema, value, out); break;
            case ARRAY: array(schema.getElementType(), (List) value, out); break;
            case MAP: map(schema.getValueType(), (Map) value, out); break;
            case STRING: case ENUM: out.writeString(value.toString()); break;
            case BYTES: bytes(schema, array((ByteBuffer) value), out); break;
            case FIXED: bytes(schema, ((GenericFixed) value).bytes(), out); break;
            case INT: whole(schema, ((Integer) value).intValue(), out); break;
            case LONG: whole(schema, (Long) value, out); break;
            case FLOAT: out.writeNumber(((Float) value).floatValue()); break;
            case DOUBLE: out.writeNumber(((Double) value).doubleValue()); break;
            case BOOLEAN: out.writeBoolean(((Boolean) value).booleanValue()); break;
            default: out.writeNull();
        }
    }

    private void record(Schema schema, IndexedRecord value, TokenBuffer out) throws IOException {
        List fields = schema.getFields();
        out.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
            Schema.Field field = (Schema.Field) fields.get(i);
            out.writeFieldName(field.name());
            write(field.schema(), value.get(i), out);
        }
        out.writeEndObject();
    }

    private void union(Schema schema, Object value, TokenBuffer out) throws IOException {
        if (value == null) out.writeNull();
        else write((Schema) schema.getTypes().get(branch(schema, value)), value, out);
    }

    private static int branch(Schema union, Object value) {
        List types = union.getTypes();
        if (types.size() == 2 && ((Schema) types.get(0)).getType() == Schema.Type.NULL) return 1;
        return GenericData.get().resolveUnion(union, value);
    }

    private void array(Schema element, List values, TokenBuffer out) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < values.size(); i++) write(element, values.get(i), out);
        out.writeEndArray();
    }

    private void map(Schema inner, Map values, TokenBuffer out) throws IOException {
        out.writeStartObject();
        for (Iterator i = values.entrySet().iterator(); i.hasNext();) {
            Map.Entry entry = (Map.Entry) i.next();
            out.writeFieldName(entry.getKey().toString());
            write(inner, entry.getValue(), out);
        }
        out.writeEndObject();
    }

    private void whole(Schema schema, int number, TokenBuffer out) throws IOException {
        if (type(schema) instanceof LogicalTypes.Date) Tags.write(Tag.DATE, LocalDate.ofEpochDay(number).toString(), out);
        else out.writeNumber(number);
    }

    private void whole(Schema schema, Long number, TokenBuffer out) throws IOException {
        if (type(schema) instanceof LogicalTypes.TimestampMillis) Tags.timestamp(Math.multiplyExact(number.longValue(), 1000L), out);
        else out.writeNumber(number.longValue());
    }

    private void bytes(Schema schema, byte[] bytes, TokenBuffer out) throws IOException {
        LogicalType type = type(schema);
        if (!(type instanceof LogicalTypes.Decimal)) Tags.binary(bytes, out);
        else if (bytes.length == 0) out.writeNull();
        else Tags.write(Tag.DECIMAL, new BigDecimal(new BigInteger(bytes), ((LogicalTypes.Decimal) type).getScale()).toPlainString(), out);
    }

    private LogicalType type(Schema schema) {
        return logical ? schema.getLogicalType() : null;
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        ((ByteBuffer) buffer.duplicate()).get(bytes);
        return bytes;
    }
}
