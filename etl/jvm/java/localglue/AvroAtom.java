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
    private final int scale;

    AvroAtom(Shape shape, int kind, Schema schema) {
        super(shape);
        this.kind = kind;
        this.symbols = schema.getType() == Schema.Type.ENUM ? texts(schema.getEnumSymbols()) : null;
        this.length = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : -1;
        this.scale = kind == Kind.DECIMAL ? ((LogicalTypes.Decimal) schema.getLogicalType()).getScale() : 0;
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
            case Kind.DECIMAL: return decimal(in.binary(length(in)));
            default: return null;
        }
    }

    void skip(AvroBytes in) {
        switch (kind) {
            case Kind.STRING: if (symbols == null) in.passed(in.length()); else in.option(symbols.length); break;
            case Kind.DATE: in.whole(); break;
            case Kind.BOOLEAN: in.passed(1); break;
            case Kind.TIMESTAMP: micros(in); break;
            case Kind.BINARY: case Kind.DECIMAL: in.passed(length(in)); break;
            default: break;
        }
    }

    private int length(AvroBytes in) {
        return length < 0 ? in.length() : length;
    }

    private static long micros(AvroBytes in) {
        return Math.multiplyExact(in.longWhole(), MICROS);
    }

    private Object decimal(byte[] digits) {
        if (digits.length == 0) return null;
        Object value = RecordReader.decimal(new BigDecimal(new BigInteger(digits), scale), shape.as(kind));
        return value == null ? null : RecordReader.held(shape, kind, value);
    }
}
