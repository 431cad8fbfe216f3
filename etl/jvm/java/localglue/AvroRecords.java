package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** The records of one file of Avro. What cannot be read takes the rest of its block along. */
final class AvroRecords extends TokenRecords {
    private final AvroBlocks blocks;
    private final AvroTokens tokens;
    private GenericDatumReader reader;
    private BinaryDecoder decoder;
    private Object record;
    private long left;
    private boolean over;

    AvroRecords(AvroBlocks blocks, AvroTokens tokens, Split split, Sources sources, ErrorRows errors) {
        super(blocks, split, sources, errors);
        this.blocks = blocks;
        this.tokens = tokens;
    }

    TokenBuffer read() throws IOException, BrokenRecord {
        if (reader == null && !over) open();
        while (left == 0 && !over) nextBlock();
        return over ? null : decoded();
    }

    private void open() throws IOException, BrokenRecord {
        over = true;
        if (!blocks.open()) return;
        Schema schema = blocks.schema();
        if (schema.getType() != Schema.Type.RECORD) throw new BrokenRecord("records must be of a record type, not " + schema.getType().getName(), "", blocks.position());
        reader = new GenericDatumReader(schema);
        over = false;
    }

    private void nextBlock() throws IOException, BrokenRecord {
        ByteBuffer block = blocks.next();
        over = block == null;
        if (over) return;
        left = blocks.count();
        decoder = DecoderFactory.get().binaryDecoder(block.array(), block.arrayOffset() + block.position(), block.remaining(), decoder);
    }

    private TokenBuffer decoded() throws BrokenRecord {
        try {
            record = reader.read(record, decoder);
            TokenBuffer out = new TokenBuffer(null, false);
            tokens.write(reader.getSchema(), record, out);
            left--;
            return out;
        } catch (IOException e) {
            throw broken(e);
        } catch (RuntimeException e) {
            throw broken(e);
        } catch (OutOfMemoryError e) {
            throw broken(e);
        } catch (StackOverflowError e) {
            throw broken(e);
        }
    }

    private BrokenRecord broken(Throwable e) {
        String lost = left == 1 ? "a record cannot be read: " : "a record, and with it " + (left - 1) + " behind it, cannot be read: ";
        left = 0;
        record = null;
        return new BrokenRecord(lost + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), "", blocks.position());
    }
}
