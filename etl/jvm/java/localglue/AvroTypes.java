package localglue;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** The schemas that rows have in Avro; any value may be null. */
final class AvroTypes {
    private AvroTypes() {}

    /** `space`: the names of the records around it, each with a dot behind it. */
    static Schema record(StructType type, String name, String space) {
        String path = space + name;
        List fields = new ArrayList();
        for (int i = 0; i < type.size(); i++) {
            StructField field = type.apply(i);
            fields.add(new Schema.Field(field.name(), nullable(of(field.dataType(), field.name(), path + ".")), null, (Object) null));
        }
        return Schema.createRecord(name, null, space.length() == 0 ? null : space.substring(0, space.length() - 1), false, fields);
    }

    /** Returns the schema of values that are not null. */
    static Schema inner(Schema nullable) {
        return (Schema) nullable.getTypes().get(1);
    }

    private static Schema nullable(Schema schema) {
        List types = new ArrayList();
        types.add(Schema.create(Schema.Type.NULL));
        types.add(schema);
        return Schema.createUnion(types);
    }

    private static Schema of(DataType type, String name, String space) {
        if (type instanceof StructType) return record((StructType) type, name, space);
        if (type instanceof ArrayType) return Schema.createArray(nullable(of(((ArrayType) type).elementType(), name, space)));
        if (type instanceof MapType) return Schema.createMap(nullable(of(((MapType) type).valueType(), name, space)));
        if (type instanceof DecimalType) return decimal((DecimalType) type);
        if (type instanceof DateType) return LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        if (type instanceof TimestampType) return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        return Schema.create(atomic(type));
    }

    private static Schema decimal(DecimalType type) {
        return LogicalTypes.decimal(type.precision(), type.scale()).addToSchema(Schema.create(Schema.Type.BYTES));
    }

    private static Schema.Type atomic(DataType type) {
        if (type instanceof BooleanType) return Schema.Type.BOOLEAN;
        if (type instanceof ByteType || type instanceof ShortType || type instanceof IntegerType) return Schema.Type.INT;
        if (type instanceof LongType) return Schema.Type.LONG;
        if (type instanceof FloatType) return Schema.Type.FLOAT;
        if (type instanceof DoubleType) return Schema.Type.DOUBLE;
        return type instanceof BinaryType ? Schema.Type.BYTES : Schema.Type.STRING;
    }
}
