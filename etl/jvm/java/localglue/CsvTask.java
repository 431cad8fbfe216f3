package localglue;

import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The records of the CSV files of a task, one file after another, each with its own header. */
final class CsvTask implements TaskCompletionListener {
    private final Split[] splits;
    private final Sources sources;
    private final CsvLayout layout;
    private final ErrorRows errors;
    private final InputMeter meter = new InputMeter();
    private CsvRecords records;
    private RangeInput input;
    private Split split;
    /** Why nothing of the file can be read; null if it can. */
    private String unreadable;
    private String problem;
    private String[] header;
    private int opened;

    /** `errors` gets what cannot be read; null if nobody wants to know. */
    CsvTask(String task, Sources sources, CsvLayout layout, ErrorRows errors) {
        this.splits = Split.parse(task);
        this.sources = sources;
        this.layout = layout;
        this.errors = errors;
        if (TaskContext.get() != null) TaskContext.get().addTaskCompletionListener(this);
    }

    /** Moves to the next file; false if there is none. */
    boolean nextFile() throws IOException {
        close();
        if (opened == splits.length) return false;
        open(splits[opened++]);
        return true;
    }

    Split split() {
        return split;
    }

    /** Returns the names of the file's columns; none where files have no header. */
    String[] header() {
        return header;
    }

    /** Moves to the next record of the file that can be read; null at its end. */
    CsvRecords next() throws IOException {
        while (step()) if (problem == null) return records;
        return null;
    }

    /** Moves to the next record of the file, be it an error; false at its end. */
    boolean step() throws IOException {
        if (unreadable != null || !records.next()) return false;
        meter.record();
        problem = problem();
        if (problem != null) failed(problem, records.text(), records.position());
        return true;
    }

    private void failed(String problem, String lost, long position) throws IOException {
        sources.broken(split, problem, position);
        if (errors != null) errors.add(problem, lost, position, split.path);
    }

    private String problem() {
        if (records.problem() != null || !layout.header || records.size() <= header.length) return records.problem();
        return "the record has " + records.size() + " values, and the header " + header.length;
    }

    private void open(Split next) throws IOException {
        split = next;
        input = sources.open(split, meter);
        records = new CsvRecords(input, input.position(), next.size, layout);
        if (split.start == 0) begin(records);
        else lookAtHead();
    }

    /** Reads the head of a file that is read from the middle on. */
    private void lookAtHead() throws IOException {
        RangeInput head = sources.open(split.whole(), new InputMeter());
        try {
            look(new CsvRecords(head, 0, split.size, layout));
        } finally {
            head.close();
        }
    }

    private void look(CsvRecords head) throws IOException {
        unreadable = head.isBinary() ? "this is no text; name the file by what it is, or leave it out" : null;
        header = unreadable == null && layout.header ? names(head) : new String[0];
        if (head.problem() != null) unreadable = "the header cannot be read: " + head.problem();
    }

    private void begin(CsvRecords records) throws IOException {
        look(records);
        if (unreadable != null) failed(unreadable, "", 0);
        else if (layout.skipFirst) records.next();
    }

    private static String[] names(CsvRecords records) throws IOException {
        String[] names = new String[records.next() ? records.size() : 0];
        for (int i = 0; i < names.length; i++) names[i] = records.value(i).toString().trim();
        return names;
    }

    private void close() throws IOException {
        if (input == null) return;
        meter.report();
        input.close();
        input = null;
    }

    public void onTaskCompletion(TaskContext context) {
        try {
            if (input != null) input.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
