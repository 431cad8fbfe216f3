package localglue;

import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.util.TaskCompletionListener;

/** The rows of the Avro files of a task, one file after another. */
final class AvroTask implements TaskCompletionListener {
    private final Split[] splits;
    private final Sources sources;
    private final boolean logical;
    private final Shape shape;
    private final ErrorRows errors;
    private final InputMeter meter = new InputMeter();
    private AvroRecords records;
    private Split split;
    private int opened;

    /** `shape`: of the rows, or null if nobody wants them; `errors` gets what cannot be read, and is null if nobody wants to know. */
    AvroTask(String task, Sources sources, boolean logical, Shape shape, ErrorRows errors) {
        this.splits = Split.parse(task);
        this.sources = sources;
        this.logical = logical;
        this.shape = shape;
        this.errors = errors;
        if (TaskContext.get() != null) TaskContext.get().addTaskCompletionListener(this);
    }

    /** Returns the next row; null at the end, or when an error waits to be taken. */
    GenericInternalRow next() throws IOException {
        while (!isOver() && (errors == null || errors.isEmpty())) {
            if (records == null) open(splits[opened++]);
            try {
                GenericInternalRow row = records.next();
                if (row == null) close();
                else return counted(row);
            } catch (BrokenRecord e) {
                sources.broken(split, e.getMessage(), e.position);
                if (errors != null) errors.add(e.getMessage(), e.text, e.position, split.path);
            }
        }
        return null;
    }

    private GenericInternalRow counted(GenericInternalRow row) throws IOException {
        meter.record();
        return row;
    }

    /** Returns the split that the last row is of. */
    Split split() {
        return split;
    }

    boolean isOver() {
        return records == null && opened == splits.length;
    }

    private void open(Split next) {
        split = next;
        records = new AvroRecords(new AvroBlocks(split, sources, meter), split, new AvroPlan(logical), shape);
    }

    private void close() throws IOException {
        meter.report();
        records.close();
        records = null;
    }

    public void onTaskCompletion(TaskContext context) {
        try {
            if (records != null) records.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
