package localglue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.apache.spark.unsafe.types.UTF8String;

/** The values of a block of Avro, one after another; an AvroRuntimeException tells that they are damaged. */
final class AvroBytes {
    /** How many values may stand in no byte, as nulls do; more are damage. */
    private static final int MOST_OF_NOTHING = 1 << 24;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final int end;
    private int at;
    /** Why a value of the record cannot be read, though its bytes are sound; null if all can. */
    String mismatch;

    AvroBytes(ByteBuffer block) {
        bytes = block.array();
        buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        at = block.arrayOffset() + block.position();
        end = at + block.remaining();
    }

    boolean flag() {
        return bytes[passed(1)] == 1;
    }

    int whole() {
        long number = longWhole();
        if (number != (int) number) throw new AvroRuntimeException("an int is too large");
        return (int) number;
    }

    long longWhole() {
        long bits = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = bytes[passed(1)];
            bits |= (next & 127L) << shift;
            if (next >= 0) return bits >>> 1 ^ -(bits & 1);
        }
        throw new AvroRuntimeException("a long is too large");
    }

    float single() {
        return buffer.getFloat(passed(4));
    }

    double floating() {
        return buffer.getDouble(passed(8));
    }

    /** Returns a text; it keeps the bytes of the whole block alive. */
    UTF8String text() {
        int length = length();
        return Utf8.text(bytes, passed(length), length);
    }

    byte[] binary(int length) {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, passed(length), copy, 0, length);
        return copy;
    }

    /** Returns the number of bytes that a text or a binary value has. */
    int length() {
        return whole();
    }

    /** Returns which one of some options a value is of. */
    int option(int options) {
        int option = whole();
        if (option < 0 || option >= options) throw new AvroRuntimeException("there is no option " + option);
        return option;
    }

    /** Returns how many items of an array or a map come next; 0 at its end. */
    long items() {
        long items = longWhole();
        if (items < 0) {
            items = -items;
            longWhole();
        }
        if (items < 0 || items > Math.max(MOST_OF_NOTHING, end - at)) throw new AvroRuntimeException("there cannot be " + items + " items");
        return items;
    }

    /** Passes over so many bytes, and returns the place of the first one. */
    int passed(int length) {
        if (length < 0 || length > end - at) throw new AvroRuntimeException("a value ends behind its block");
        int first = at;
        at += length;
        return first;
    }
}
