package localglue;

import java.math.BigDecimal;
import org.apache.spark.sql.types.Decimal;

/** Numbers, of a kind from INT to FLOAT; a type that does not have their kind holds them as another one, if it can. */
final class AvroNumber extends AvroValues {
    private final int kind;

    AvroNumber(Shape shape, int kind) {
        super(shape);
        this.kind = kind;
    }

    static boolean isOne(int kind) {
        return kind == Kind.INT || kind == Kind.LONG || kind == Kind.FLOAT || kind == Kind.DOUBLE;
    }

    Object value(AvroBytes in) {
        switch (kind) {
            case Kind.INT: return held(Integer.valueOf(in.whole()));
            case Kind.LONG: return held(Long.valueOf(in.longWhole()));
            case Kind.FLOAT: return held(Float.valueOf(in.single()));
            default: return held(Double.valueOf(in.floating()));
        }
    }

    void skip(AvroBytes in) {
        switch (kind) {
            case Kind.INT: in.whole(); break;
            case Kind.LONG: in.longWhole(); break;
            case Kind.FLOAT: in.passed(Float.BYTES); break;
            default: in.passed(Double.BYTES);
        }
    }

    private Object held(Number number) {
        return shape.has(kind) ? RecordReader.held(shape, kind, number) : heldAsAnother(number);
    }

    private Object heldAsAnother(Number number) {
        boolean whole = kind == Kind.INT || kind == Kind.LONG;
        long n = number.longValue();
        if (whole && n == (byte) n && shape.has(Kind.BYTE)) return RecordReader.held(shape, Kind.BYTE, Byte.valueOf((byte) n));
        if (whole && n == (short) n && shape.has(Kind.SHORT)) return RecordReader.held(shape, Kind.SHORT, Short.valueOf((short) n));
        if (kind == Kind.INT && shape.has(Kind.LONG)) return RecordReader.held(shape, Kind.LONG, Long.valueOf(n));
        Decimal decimal = decimal(number);
        if (decimal != null && whole) return RecordReader.held(shape, Kind.DECIMAL, decimal);
        if (shape.has(Kind.DOUBLE)) return RecordReader.held(shape, Kind.DOUBLE, Double.valueOf(number.doubleValue()));
        if (shape.has(Kind.FLOAT)) return RecordReader.held(shape, Kind.FLOAT, Float.valueOf(number.floatValue()));
        return decimal == null ? null : RecordReader.held(shape, Kind.DECIMAL, decimal);
    }

    private Decimal decimal(Number number) {
        Shape type = shape.as(Kind.DECIMAL);
        boolean finite = Math.abs(number.doubleValue()) <= Double.MAX_VALUE;
        return type == null || !finite ? null : RecordReader.decimal(new BigDecimal(number.toString()), type);
    }
}
