package localglue;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
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

/**
 * The blocks of a container file of Avro, decompressed. Avro's own reader takes a file that is cut off for a whole one, and knows no
 * way on behind a block that is damaged: the next marker is one.
 */
final class AvroBlocks implements Closeable {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int LARGEST = 1 << 30, MARKER = 16, CHUNK = 1 << 16, MOST_FACTS = 10000, LONGEST_FACT = 64 << 20;

    private final PushbackInputStream in;
    private final BinaryDecoder decoder;
    private final byte[] marker = new byte[MARKER];
    private Schema schema;
    private Codec codec;
    private long position;
    private long count;

    AvroBlocks(InputStream in) {
        this.in = new PushbackInputStream(new BufferedInputStream(in), CHUNK);
        this.decoder = DecoderFactory.get().directBinaryDecoder(this.in, null);
    }

    /** Reads the head; false for a file of no bytes. */
    boolean open() throws IOException, BrokenRecord {
        try {
            if (isOver()) return false;
            if (!Arrays.equals(taken(MAGIC.length), MAGIC)) throw new AvroRuntimeException("it does not begin as one");
            Map facts = facts();
            System.arraycopy(taken(MARKER), 0, marker, 0, MARKER);
            schema = schema((byte[]) facts.get("avro.schema"));
            codec = codec((byte[]) facts.get("avro.codec"));
            return true;
        } catch (EOFException e) {
            throw broken("this is no Avro file: its head is cut off");
        } catch (InvalidNumberEncodingException e) {
            throw broken("this is no Avro file: its head is damaged");
        } catch (RuntimeException e) {
            throw broken("this is no Avro file: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw broken("this is no Avro file: its schema is too deep");
        }
    }

    Schema schema() {
        return schema;
    }

    /** Returns the number of records of the last block. */
    long count() {
        return count;
    }

    /** Returns about how many bytes of the file were read. */
    long position() {
        return position;
    }

    /** Returns the bytes of the next block; null at the end. */
    ByteBuffer next() throws IOException, BrokenRecord {
        try {
            if (isOver()) return null;
            count = decoder.readLong();
            long size = decoder.readLong();
            if (count < 0 || size < 0 || size > LARGEST) throw new AvroRuntimeException("its head is damaged");
            ByteBuffer block = ByteBuffer.wrap(taken((int) size));
            if (!Arrays.equals(taken(MARKER), marker)) throw new AvroRuntimeException("its end is damaged");
            return decompressed(block);
        } catch (EOFException e) {
            throw broken("the file is cut off in a block of records");
        } catch (InvalidNumberEncodingException e) {
            findMarker();
            throw broken("a block of records cannot be read: its head is damaged");
        } catch (AvroRuntimeException e) {
            findMarker();
            throw broken("a block of records cannot be read: " + e.getMessage());
        }
    }

    private ByteBuffer decompressed(ByteBuffer block) throws BrokenRecord {
        try {
            return codec.decompress(block);
        } catch (IOException e) {
            throw broken("a block of records cannot be decompressed: " + e.getMessage());
        } catch (RuntimeException e) {
            throw broken("a block of records cannot be decompressed: " + e.getMessage());
        }
    }

    private BrokenRecord broken(String problem) {
        return new BrokenRecord(problem, "", position);
    }

    private boolean isOver() throws IOException {
        int next = in.read();
        if (next >= 0) in.unread(next);
        return next < 0;
    }

    private byte[] taken(int length) throws IOException {
        byte[] taken = in.readNBytes(length);
        position += taken.length;
        if (taken.length < length) throw new EOFException();
        return taken;
    }

    private Map facts() throws IOException {
        Map facts = new HashMap();
        for (long n = decoder.readMapStart(); n != 0; n = decoder.mapNext()) {
            for (long i = 0; i < n; i++) {
                String name = new String(fact(), StandardCharsets.UTF_8);
                facts.put(name, fact());
                if (facts.size() > MOST_FACTS) throw new AvroRuntimeException("its head is damaged");
            }
        }
        return facts;
    }

    private byte[] fact() throws IOException {
        long length = decoder.readLong();
        if (length < 0 || length > LONGEST_FACT) throw new AvroRuntimeException("its head is damaged");
        return taken((int) length);
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

    /** Moves behind the next marker, or to the end. */
    private void findMarker() throws IOException {
        byte[] window = new byte[MARKER + CHUNK];
        int kept = 0;
        int n;
        while ((n = in.read(window, kept, CHUNK)) >= 0) {
            position += n;
            int behind = behindMarker(window, kept + n);
            if (behind >= 0) {
                in.unread(window, behind, kept + n - behind);
                position -= kept + n - behind;
                return;
            }
            int left = Math.min(MARKER - 1, kept + n);
            System.arraycopy(window, kept + n - left, window, 0, left);
            kept = left;
        }
    }

    private int behindMarker(byte[] window, int length) {
        for (int i = MARKER; i <= length; i++) {
            if (window[i - 1] == marker[MARKER - 1] && Arrays.equals(Arrays.copyOfRange(window, i - MARKER, i), marker)) return i;
        }
        return -1;
    }

    public void close() throws IOException {
        in.close();
    }
}
