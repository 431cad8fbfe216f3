package localglue;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.Schema;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** The head of a container file of Avro: the schema of its records, their compression, and what stands between its blocks. */
final class AvroHead {
    /** The length of a marker. */
    static final int MARKER = 16;

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int MOST_FACTS = 10000, LONGEST_FACT = 64 << 20;

    final Schema schema;
    final Codec codec;
    final byte[] marker;

    private AvroHead(Map facts, byte[] marker) {
        this.schema = schema((byte[]) facts.get("avro.schema"));
        this.codec = codec((byte[]) facts.get("avro.codec"));
        this.marker = marker;
    }

    /** Reads the head, and leaves `in` at the first block; null for a file of no bytes. */
    static AvroHead read(CountedInput in) throws IOException, BrokenRecord {
        try {
            return in.isOver() ? null : head(in);
        } catch (EOFException e) {
            throw broken("its head is cut off", in);
        } catch (InvalidNumberEncodingException e) {
            throw broken("its head is damaged", in);
        } catch (RuntimeException e) {
            throw broken(e.getMessage(), in);
        } catch (StackOverflowError e) {
            throw broken("its schema is too deep", in);
        }
    }

    private static BrokenRecord broken(String problem, CountedInput in) {
        return new BrokenRecord("this is no Avro file: " + problem, "", in.position());
    }

    private static AvroHead head(CountedInput in) throws IOException {
        if (!Arrays.equals(in.taken(MAGIC.length), MAGIC)) throw new AvroRuntimeException("it does not begin as one");
        Map facts = facts(in);
        return new AvroHead(facts, in.taken(MARKER));
    }

    private static Map facts(CountedInput in) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
        Map facts = new HashMap();
        for (long n = decoder.readMapStart(); n != 0; n = decoder.mapNext()) {
            for (long i = 0; i < n; i++) {
                String name = new String(fact(decoder, in), StandardCharsets.UTF_8);
                facts.put(name, fact(decoder, in));
                if (facts.size() > MOST_FACTS) throw new AvroRuntimeException("its head is damaged");
            }
        }
        return facts;
    }

    private static byte[] fact(BinaryDecoder decoder, CountedInput in) throws IOException {
        long length = decoder.readLong();
        if (length < 0 || length > LONGEST_FACT) throw new AvroRuntimeException("its head is damaged");
        return in.taken((int) length);
    }

    private static Schema schema(byte[] json) {
        if (json == null) throw new AvroRuntimeException("its head has no schema");
        return new Schema.Parser().parse(new String(json, StandardCharsets.UTF_8));
    }

    /** A factory gives its codec to classes of its own package only. */
    private static Codec codec(byte[] name) {
        try {
            Method make = CodecFactory.class.getDeclaredMethod("createInstance", new Class[0]);
            make.setAccessible(true);
            return (Codec) make.invoke(CodecFactory.fromString(name == null ? "null" : new String(name, StandardCharsets.UTF_8)), new Object[0]);
        } catch (ReflectiveOperationException e) {
            throw new AvroRuntimeException("its compression cannot be used here", e);
        }
    }
}
