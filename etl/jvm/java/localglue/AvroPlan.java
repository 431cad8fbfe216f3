package localglue;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Finds out how values of a schema of Avro become those of a type. */
final class AvroPlan {
    private final boolean logical;
    /** The records that nobody wants, by schema: these may hold themselves. */
    private final Map unwanted = new IdentityHashMap();

    /** `logical`: whether decimals, dates and timestamps are such, and not what they are stored as. */
    AvroPlan(boolean logical) {
        this.logical = logical;
    }

    /** Returns the records of a schema; `shape`: their type, or null if nobody wants them. */
    AvroRecord record(Schema schema, Shape shape) {
        if (shape == null && unwanted.containsKey(schema)) return (AvroRecord) unwanted.get(schema);
        List fields = schema.getFields();
        AvroRecord record = new AvroRecord(shape, fields.size());
        if (shape == null) unwanted.put(schema, record);
        for (int i = 0; i < fields.size(); i++) {
            Schema.Field field = (Schema.Field) fields.get(i);
            Shape wanted = record.want(i, field.name());
            record.parts[i] = values(field.schema(), wanted);
        }
        return record;
    }

    private AvroValues values(Schema schema, Shape shape) {
        int kind = kind(schema);
        if (kind == Kind.CHOICE) return union(schema, shape);
        if (AvroNumber.isOne(kind)) return new AvroNumber(shape, kind);
        Shape wanted = holds(shape, kind) ? shape : null;
        if (kind == Kind.STRUCT) return record(schema, wanted);
        if (kind == Kind.ARRAY) return new AvroArray(wanted, values(schema.getElementType(), inside(wanted, kind)));
        if (kind == Kind.MAP) return new AvroMap(wanted, values(schema.getValueType(), inside(wanted, kind)));
        return new AvroAtom(wanted, kind, schema);
    }

    private AvroUnion union(Schema schema, Shape shape) {
        List types = schema.getTypes();
        AvroValues[] options = new AvroValues[types.size()];
        for (int i = 0; i < options.length; i++) options[i] = values((Schema) types.get(i), shape);
        return new AvroUnion(shape, options);
    }

    private static boolean holds(Shape shape, int kind) {
        return shape != null && shape.has(kind) && (kind != Kind.MAP || shape.as(kind).key.kind == Kind.STRING);
    }

    private static Shape inside(Shape shape, int kind) {
        return shape == null ? null : shape.as(kind).element;
    }

    private int kind(Schema schema) {
        LogicalType type = logical ? schema.getLogicalType() : null;
        switch (schema.getType()) {
            case RECORD: return Kind.STRUCT;
            case UNION: return Kind.CHOICE;
            case ARRAY: return Kind.ARRAY;
            case MAP: return Kind.MAP;
            case STRING: case ENUM: return Kind.STRING;
            case BYTES: case FIXED: return isDecimal(type) ? Kind.DECIMAL : Kind.BINARY;
            case INT: return type instanceof LogicalTypes.Date ? Kind.DATE : Kind.INT;
            case LONG: return type instanceof LogicalTypes.TimestampMillis ? Kind.TIMESTAMP : Kind.LONG;
            case FLOAT: return Kind.FLOAT;
            case DOUBLE: return Kind.DOUBLE;
            case BOOLEAN: return Kind.BOOLEAN;
            default: return Kind.NULL;
        }
    }

    private static boolean isDecimal(LogicalType type) {
        return type instanceof LogicalTypes.Decimal && ((LogicalTypes.Decimal) type).getPrecision() <= Numbers.MAX_DIGITS;
    }
}
