package localglue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.spark.unsafe.types.UTF8String;

/** Values with nothing inside, but for numbers. */
final class AvroAtom extends AvroValues {
    private static final long MICROS = 1000;

    private final int kind;
    /** Of an enum; null else. */
    private final UTF8String[] symbols;
    /** Of values of a fixed length; -1 else. */
    private final int length;
    private final int precision;
    private final int scale;

    AvroAtom(Shape shape, int kind, Schema schema) {
        super(shape);
        this.kind = kind;
        this.symbols = schema.getType() == Schema.Type.ENUM ? texts(schema.getEnumSymbols()) : null;
        this.length = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : -1;
        LogicalTypes.Decimal decimal = kind == Kind.DECIMAL ? (LogicalTypes.Decimal) schema.getLogicalType() : null;
        this.precision = decimal == null ? 0 : decimal.getPrecision();
        this.scale = decimal == null ? 0 : decimal.getScale();
    }

    private static UTF8String[] texts(List symbols) {
        UTF8String[] texts = new UTF8String[symbols.size()];
        for (int i = 0; i < texts.length; i++) texts[i] = UTF8String.fromString((String) symbols.get(i));
        return texts;
    }

    Object value(AvroBytes in) {
        switch (kind) {
            case Kind.STRING: return RecordReader.held(shape, kind, symbols == null ? in.text() : symbols[in.option(symbols.length)]);
            case Kind.BOOLEAN: return RecordReader.held(shape, kind, Boolean.valueOf(in.flag()));
            case Kind.DATE: return RecordReader.held(shape, kind, Integer.valueOf(in.whole()));
            case Kind.TIMESTAMP: return RecordReader.held(shape, kind, Long.valueOf(micros(in)));
            case Kind.BINARY: return RecordReader.held(shape, kind, in.binary(length(in)));
            case Kind.DECIMAL: return held(decimal(in));
            default: return null;
        }
    }

    void skip(AvroBytes in) {
        switch (kind) {
            case Kind.STRING: if (symbols == null) in.passed(in.length()); else in.option(symbols.length); break;
            case Kind.DATE: in.whole(); break;
            case Kind.BOOLEAN: in.passed(1); break;
            case Kind.TIMESTAMP: micros(in); break;
            case Kind.DECIMAL: decimal(in); break;
            case Kind.BINARY: in.passed(length(in)); break;
            default: break;
        }
    }

    private int length(AvroBytes in) {
        return length < 0 ? in.length() : length;
    }

    private static long micros(AvroBytes in) {
        return Math.multiplyExact(in.longWhole(), MICROS);
    }

    /** Returns the number that stands here; null if there is none, or one that has more digits than its type. */
    private BigDecimal decimal(AvroBytes in) {
        byte[] digits = in.binary(length(in));
        if (digits.length == 0) return null;
        BigDecimal value = new BigDecimal(new BigInteger(digits), scale);
        if (value.precision() <= precision) return value;
        in.mismatch = value.toPlainString() + " has more digits than its type, decimal(" + precision + "," + scale + ")";
        return null;
    }

    private Object held(BigDecimal value) {
        Object number = value == null ? null : RecordReader.decimal(value, shape.as(kind));
        return number == null ? null : RecordReader.held(shape, kind, number);
    }
}
