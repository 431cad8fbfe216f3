package localglue;

import java.io.UnsupportedEncodingException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.execution.datasources.HadoopFileLinesReader;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.AbstractIterator;

/** The lines of a file of CSV; those with escapes are told with quotes in their place. */
final class CsvLines extends AbstractIterator {
    private final HadoopFileLinesReader lines;
    private final TableCsvOptions options;

    CsvLines(PartitionedFile file, TableCsvOptions options, Configuration hadoop) {
        this.lines = new HadoopFileLinesReader(file, options.lineSeparatorInRead(), hadoop);
        this.options = options;
        TaskContext task = TaskContext.get();
        if (task != null) task.addTaskCompletionListener(new Close(lines));
    }

    public boolean hasNext() {
        return lines.hasNext();
    }

    public Object next() {
        Text line = (Text) lines.next();
        try {
            String text = new String(line.getBytes(), 0, line.getLength(), options.charset());
            return options.escape.isEmpty() || text.indexOf(options.escape) < 0 ? text : quoted(text);
        } catch (UnsupportedEncodingException problem) {
            Platform.throwException(problem);
            return null;
        }
    }

    private String quoted(String line) {
        String delimiter = options.delimiter();
        StringBuilder out = new StringBuilder(line.length() + 16);
        int start = 0;
        for (int end = endOf(line, 0); end < line.length(); end = endOf(line, start)) {
            append(out, line.substring(start, end)).append(delimiter);
            start = end + delimiter.length();
        }
        return append(out, line.substring(start)).toString();
    }

    /** Returns where a value ends: at a delimiter that is neither escaped nor between quotes, or at the end of the line. */
    private int endOf(String line, int start) {
        boolean isQuoted = false;
        for (int i = start; i < line.length(); i++) {
            if (line.startsWith(options.escape, i)) i++;
            else if (line.charAt(i) == options.quote() && (isQuoted || i == start)) isQuoted = !isQuoted;
            else if (!isQuoted && line.startsWith(options.delimiter(), i)) return i;
        }
        return line.length();
    }

    private StringBuilder append(StringBuilder out, String value) {
        if (value.indexOf(options.escape) < 0 || value.equals(options.nothing)) return out.append(value);
        char quote = options.quote();
        boolean isQuoted = value.length() > 1 && value.charAt(0) == quote && value.charAt(value.length() - 1) == quote;
        out.append(quote);
        for (int i = isQuoted ? 1 : 0; i < value.length() - (isQuoted ? 1 : 0); i++) {
            boolean isEscaped = value.startsWith(options.escape, i) && i + 1 < value.length();
            if (isEscaped) i++;
            if (value.charAt(i) == quote && (isEscaped || !isQuoted)) out.append(quote);
            out.append(value.charAt(i));
        }
        return out.append(quote);
    }

    /** Closes the file at the end of the task. */
    private static final class Close implements TaskCompletionListener {
        private final HadoopFileLinesReader lines;

        Close(HadoopFileLinesReader lines) {
            this.lines = lines;
        }

        public void onTaskCompletion(TaskContext task) {
            lines.close();
        }
    }
}
