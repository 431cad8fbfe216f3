package localglue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** Makes records of Avro of rows. */
final class AvroRows {
    private final StructType columns;
    private final Schema schema;

    AvroRows(StructType columns) {
        this.columns = columns;
        this.schema = AvroTypes.record(columns, "topLevelRecord", "");
    }

    Schema schema() {
        return schema;
    }

    Object record(InternalRow row) {
        return struct(row, columns, schema);
    }

    private static Object struct(InternalRow row, StructType type, Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        for (int i = 0; i < type.size(); i++) {
            Schema field = ((Schema.Field) schema.getFields().get(i)).schema();
            record.put(i, value(row, i, type.apply(i).dataType(), AvroTypes.inner(field)));
        }
        return record;
    }

    private static Object value(SpecializedGetters values, int i, DataType type, Schema schema) {
        if (values.isNullAt(i)) return null;
        if (type instanceof StringType) return new Utf8(values.getUTF8String(i).getBytes());
        if (type instanceof BinaryType) return ByteBuffer.wrap(values.getBinary(i));
        if (type instanceof ByteType) return Integer.valueOf(values.getByte(i));
        if (type instanceof ShortType) return Integer.valueOf(values.getShort(i));
        if (type instanceof DecimalType) return decimal(values, i, (DecimalType) type);
        if (type instanceof StructType) return struct(values.getStruct(i, ((StructType) type).size()), (StructType) type, schema);
        if (type instanceof ArrayType) return array(values.getArray(i), ((ArrayType) type).elementType(), AvroTypes.inner(schema.getElementType()));
        if (type instanceof MapType) return map(values.getMap(i), (MapType) type, AvroTypes.inner(schema.getValueType()));
        return values.get(i, type);
    }

    private static Object decimal(SpecializedGetters values, int i, DecimalType type) {
        return ByteBuffer.wrap(values.getDecimal(i, type.precision(), type.scale()).toJavaBigDecimal().unscaledValue().toByteArray());
    }

    private static List array(ArrayData values, DataType type, Schema schema) {
        List list = new ArrayList(values.numElements());
        for (int i = 0; i < values.numElements(); i++) list.add(value(values, i, type, schema));
        return list;
    }

    private static Map map(MapData values, MapType type, Schema schema) {
        Map map = new LinkedHashMap();
        for (int i = 0; i < values.numElements(); i++) {
            Object key = values.keyArray().get(i, type.keyType());
            map.put(new Utf8(key.toString()), value(values.valueArray(), i, type.valueType(), schema));
        }
        return map;
    }
}
