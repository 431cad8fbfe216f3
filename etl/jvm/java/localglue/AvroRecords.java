package localglue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** The rows of one split of a file of Avro. What cannot be read takes the rest of its block along. */
final class AvroRecords {
    private final AvroBlocks blocks;
    private final Split split;
    private final AvroPlan plan;
    private final Shape shape;
    private AvroRecord record;
    private AvroBytes block;
    private long left;
    private boolean over;

    AvroRecords(AvroBlocks blocks, Split split, AvroPlan plan, Shape shape) {
        this.blocks = blocks;
        this.split = split;
        this.plan = plan;
        this.shape = shape;
    }

    /** Returns the next row; null at the end. */
    GenericInternalRow next() throws IOException, BrokenRecord {
        if (record == null && !over) open();
        while (left == 0 && !over) nextBlock();
        return over ? null : row();
    }

    /** A head that cannot be read is an error of the file's first split only. */
    private void open() throws IOException, BrokenRecord {
        over = true;
        try {
            AvroHead head = blocks.open();
            if (head == null) return;
            record = plan.record(recordSchema(head), shape);
            over = false;
        } catch (BrokenRecord e) {
            if (split.start == 0) throw e;
        }
    }

    private Schema recordSchema(AvroHead head) throws BrokenRecord {
        String type = head.schema.getType().getName();
        if (head.schema.getType() != Schema.Type.RECORD) throw new BrokenRecord("records must be of a record type, not " + type, "", blocks.position());
        return head.schema;
    }

    private void nextBlock() throws IOException, BrokenRecord {
        ByteBuffer bytes = blocks.next();
        over = bytes == null;
        if (over) return;
        left = blocks.count();
        block = new AvroBytes(bytes);
    }

    private GenericInternalRow row() throws BrokenRecord {
        try {
            GenericInternalRow row = record.row(block);
            left--;
            if (block.mismatch != null) throw mismatched();
            return row;
        } catch (RuntimeException e) {
            throw broken(e);
        } catch (OutOfMemoryError e) {
            throw broken(e);
        } catch (StackOverflowError e) {
            throw broken(e);
        }
    }

    private BrokenRecord mismatched() {
        String mismatch = block.mismatch;
        block.mismatch = null;
        return new BrokenRecord("a record cannot be read: " + mismatch, "", blocks.position());
    }

    private BrokenRecord broken(Throwable e) {
        String lost = left == 1 ? "a record cannot be read: " : "a record, and with it " + (left - 1) + " behind it, cannot be read: ";
        left = 0;
        return new BrokenRecord(lost + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), "", blocks.position());
    }

    void close() throws IOException {
        blocks.close();
    }
}
