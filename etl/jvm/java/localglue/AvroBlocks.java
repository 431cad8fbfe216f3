package localglue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * The blocks of a split of a container file of Avro, decompressed: those whose marker before them begins in the split.
 *
 * Avro's own reader takes a file that is cut off for a whole one, and knows no way on behind a block that is damaged: the next
 * marker is one.
 */
final class AvroBlocks {
    private static final int LARGEST = 1 << 30, CHUNK = 1 << 16, MARKER = AvroHead.MARKER;

    private final Split split;
    private final Sources sources;
    private final InputMeter meter;
    private CountedInput in;
    private BinaryDecoder decoder;
    private AvroHead head;
    private long count;

    AvroBlocks(Split split, Sources sources, InputMeter meter) {
        this.split = split;
        this.sources = sources;
        this.meter = meter;
    }

    /** Goes to the first block, and returns the head of the file; null for a file of no bytes. */
    AvroHead open() throws IOException, BrokenRecord {
        open(split.whole());
        head = AvroHead.read(in);
        if (head != null && split.start > 0) {
            close();
            open(split);
            findMarker();
        }
        return head;
    }

    private void open(Split part) throws IOException {
        in = new CountedInput(sources.bytes(part, meter), part.start);
        decoder = DecoderFactory.get().directBinaryDecoder(in, null);
    }

    /** Returns the number of records of the last block. */
    long count() {
        return count;
    }

    /** Returns how far the file was read. */
    long position() {
        return in.position();
    }

    /** Returns the bytes of the next block; null at the end. */
    ByteBuffer next() throws IOException, BrokenRecord {
        if (isPast() || in.isOver()) return null;
        try {
            return decompressed(block());
        } catch (EOFException e) {
            throw lost("the file is cut off in it");
        } catch (InvalidNumberEncodingException e) {
            throw lost("its head is damaged");
        } catch (AvroRuntimeException e) {
            throw lost(e.getMessage());
        }
    }

    private ByteBuffer block() throws IOException {
        count = decoder.readLong();
        long size = decoder.readLong();
        if (count < 0 || size < 0 || size > LARGEST) throw new AvroRuntimeException("its head is damaged");
        int length = (int) size;
        byte[] block = in.readNBytes(length + MARKER);
        if (block.length == length + MARKER && Arrays.equals(block, length, block.length, head.marker, 0, MARKER)) return ByteBuffer.wrap(block, 0, length);
        in.unread(block);
        throw new AvroRuntimeException("its length or its end is damaged, or the file is cut off in it");
    }

    /** Tells whether the marker before the next byte, if there is one, is of another split. */
    private boolean isPast() {
        return in.position() - MARKER >= split.end();
    }

    private ByteBuffer decompressed(ByteBuffer block) throws BrokenRecord {
        try {
            return head.codec.decompress(block);
        } catch (IOException e) {
            throw broken("a block of records cannot be decompressed: " + e.getMessage());
        } catch (RuntimeException e) {
            throw broken("a block of records cannot be decompressed: " + e.getMessage());
        }
    }

    private BrokenRecord lost(String problem) throws IOException {
        findMarker();
        return broken("a block of records cannot be read: " + problem);
    }

    private BrokenRecord broken(String problem) {
        return new BrokenRecord(problem, "", in.position());
    }

    /** Moves behind the next marker, or to the end. */
    private void findMarker() throws IOException {
        byte[] window = new byte[MARKER + CHUNK];
        int kept = 0;
        while (!isPast()) {
            int n = in.read(window, kept, CHUNK);
            if (n < 0) return;
            int behind = behindMarker(window, kept + n);
            if (behind >= 0) {
                in.unread(window, behind, kept + n - behind);
                return;
            }
            int left = Math.min(MARKER - 1, kept + n);
            System.arraycopy(window, kept + n - left, window, 0, left);
            kept = left;
        }
    }

    private int behindMarker(byte[] window, int length) {
        byte last = head.marker[MARKER - 1];
        for (int i = MARKER; i <= length; i++) {
            if (window[i - 1] == last && Arrays.equals(window, i - MARKER, i, head.marker, 0, MARKER)) return i;
        }
        return -1;
    }

    void close() throws IOException {
        if (in != null) in.close();
    }
}
