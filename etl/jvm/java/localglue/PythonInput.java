package localglue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The files of tasks as messages: `F` and the line of a split, then `B` and some of its bytes, as often as there are more, and `E` and
 * a line of why not, if a check ends them early. Where a file cannot be read, `X` and a line of its path and why are the last message: PythonOutput throws it, for a failure here would
 * end Python's worker in the middle of its work.
 */
final class PythonInput implements FlatMapFunction {
    private static final int LARGEST = 1 << 20, SMALLEST = 1 << 12;

    private final Sources sources;
    private final InputCheck check;

    /** `check`: what the library may not see; null if it may see all. */
    PythonInput(Sources sources, InputCheck check) {
        this.sources = sources;
        this.check = check;
    }

    public Iterator call(Object tasks) {
        return new Messages((Iterator) tasks, sources, check);
    }

    private static final class Messages extends RowIterator {
        private final Iterator tasks;
        private final Sources sources;
        private final InputCheck check;
        private final InputMeter meter = new InputMeter();
        private String[] lines = new String[0];
        private int opened;
        private InputStream in;
        private byte[] chunk;
        private boolean failed;

        Messages(Iterator tasks, Sources sources, InputCheck check) {
            this.tasks = tasks;
            this.sources = sources;
            this.check = check;
        }

        Object advance() throws IOException {
            if (failed) return null;
            try {
                return message();
            } catch (SourceException e) {
                failed = true;
                return line("X", new String[] {e.getPath(), e.getWhy()});
            }
        }

        private static byte[] line(String kind, String[] fields) {
            StringBuilder line = new StringBuilder(kind);
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) line.append('\t');
                Fields.append(line, fields[i]);
            }
            return line.toString().getBytes(StandardCharsets.UTF_8);
        }

        private byte[] message() throws IOException {
            while (true) {
                if (in != null) {
                    int n = in.readNBytes(chunk, 1, chunk.length - 1);
                    meter.report();
                    if (n > 0) return Arrays.copyOf(chunk, n + 1);
                    InputStream read = in;
                    in.close();
                    in = null;
                    byte[] problem = problem(read);
                    if (problem != null) return problem;
                } else if (opened < lines.length) {
                    return open(lines[opened++]);
                } else if (tasks.hasNext()) {
                    lines = ((String) tasks.next()).split("\n");
                    opened = 0;
                } else {
                    return null;
                }
            }
        }

        private static byte[] problem(InputStream read) {
            if (!(read instanceof CheckedInput) || ((CheckedInput) read).problem() == null) return null;
            CheckedInput checked = (CheckedInput) read;
            return line("E", new String[] {checked.problem(), "", String.valueOf(checked.position())});
        }

        private byte[] open(String line) throws IOException {
            Split split = Split.parse(line)[0];
            InputStream bytes = sources.bytes(split, meter);
            in = check == null ? bytes : check.open(bytes);
            chunk = new byte[(int) Math.max(SMALLEST, Math.min(split.size, LARGEST)) + 1];
            chunk[0] = 'B';
            return ("F" + line).getBytes(StandardCharsets.UTF_8);
        }
    }
}
