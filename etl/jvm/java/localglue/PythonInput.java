package localglue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The files of tasks as messages: `F` and the line of a split, then `B` and some of its bytes, as often as there are more. Where a
 * file cannot be read, `X` and a line of its path and why are the last message: PythonOutput throws it, for a failure here would
 * end Python's worker in the middle of its work.
 */
final class PythonInput implements FlatMapFunction {
    private static final int LARGEST = 1 << 20, SMALLEST = 1 << 12;

    private final Sources sources;

    PythonInput(Sources sources) {
        this.sources = sources;
    }

    public Iterator call(Object tasks) {
        return new Messages((Iterator) tasks, sources);
    }

    private static final class Messages extends RowIterator {
        private final Iterator tasks;
        private final Sources sources;
        private final InputMeter meter = new InputMeter();
        private String[] lines = new String[0];
        private int opened;
        private InputStream in;
        private byte[] chunk;
        private boolean failed;

        Messages(Iterator tasks, Sources sources) {
            this.tasks = tasks;
            this.sources = sources;
        }

        Object advance() throws IOException {
            if (failed) return null;
            try {
                return message();
            } catch (SourceException e) {
                failed = true;
                StringBuilder line = new StringBuilder("X");
                Fields.append(line, e.getPath());
                line.append('\t');
                Fields.append(line, e.getWhy());
                return line.toString().getBytes(StandardCharsets.UTF_8);
            }
        }

        private byte[] message() throws IOException {
            while (true) {
                if (in != null) {
                    int n = in.readNBytes(chunk, 1, chunk.length - 1);
                    meter.report();
                    if (n > 0) return Arrays.copyOf(chunk, n + 1);
                    in.close();
                    in = null;
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

        private byte[] open(String line) throws IOException {
            Split split = Split.parse(line)[0];
            in = sources.bytes(split, meter);
            chunk = new byte[(int) Math.max(SMALLEST, Math.min(split.size, LARGEST)) + 1];
            chunk[0] = 'B';
            return ("F" + line).getBytes(StandardCharsets.UTF_8);
        }
    }
}
