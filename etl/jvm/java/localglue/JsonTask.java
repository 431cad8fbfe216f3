package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The records of the files of a task, one file after another, as tokens of JSON whatever the form of the files. */
final class JsonTask implements TaskCompletionListener {
    private final Split[] splits;
    private final Sources sources;
    private final ErrorRows errors;
    private final InputMeter meter = new InputMeter();
    private Records records;
    private Split split;
    private int opened;

    /** `errors` gets what cannot be read; null if nobody wants to know. */
    JsonTask(String task, Sources sources, ErrorRows errors) {
        this.splits = Split.parse(task);
        this.sources = sources;
        this.errors = errors;
        if (TaskContext.get() != null) TaskContext.get().addTaskCompletionListener(this);
    }

    /** Moves to the next record's first token and returns the parser; null at the end, or when an error waits to be taken. */
    JsonParser next() throws IOException {
        while (records != null || opened < splits.length) {
            if (records == null) open(splits[opened++]);
            JsonParser parser = records.next();
            if (parser != null) {
                meter.record();
                return parser;
            }
            if (!records.isOver()) return null;
            close();
        }
        return null;
    }

    /** Returns the split that the last record is in. */
    Split split() {
        return split;
    }

    boolean isOver() {
        return records == null && opened == splits.length;
    }

    /** Sets the current record aside, at which the parser failed. */
    void broken(JsonProcessingException e) throws IOException {
        records.broken(e);
    }

    private void open(Split next) throws IOException {
        split = next;
        records = sources.form().open(split, sources, meter, errors);
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
