package localglue;

import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** Records, of which only some fields may be wanted. */
final class AvroRecord extends AvroValues {
    /** The fields. */
    final AvroValues[] parts;

    private final Shape struct;
    /** For each field its column, or -1, and what that holds. */
    private final int[] columns;
    private final Shape[] fields;

    AvroRecord(Shape shape, int size) {
        super(shape);
        struct = shape == null ? null : shape.as(Kind.STRUCT);
        parts = new AvroValues[size];
        columns = new int[size];
        fields = new Shape[size];
    }

    /** Returns the type that a field is wanted in; null if it is not wanted. */
    Shape want(int i, String name) {
        int field = struct == null ? -1 : struct.names.field(name);
        columns[i] = field < 0 || struct.columns == null ? field : struct.columns[field];
        fields[i] = columns[i] < 0 ? null : struct.parts[field];
        return fields[i];
    }

    Object value(AvroBytes in) {
        return RecordReader.held(shape, Kind.STRUCT, row(in));
    }

    GenericInternalRow row(AvroBytes in) {
        Object[] row = new Object[struct == null ? 0 : struct.width];
        for (int i = 0; i < parts.length; i++) {
            int column = columns[i];
            if (column < 0) parts[i].skip(in);
            else row[column] = RecordReader.column(fields[i], parts[i].read(in));
        }
        return new GenericInternalRow(row);
    }

    void skip(AvroBytes in) {
        for (int i = 0; i < parts.length; i++) parts[i].skip(in);
    }
}
