package localglue;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Finds the names of the columns of the CSV files of tasks: a fold (see FoldJob) of records of which only the names matter. */
final class FoldCsv implements FlatMapFunction {
    private final Sources sources;
    private final CsvLayout layout;

    FoldCsv(Sources sources, CsvLayout layout) {
        this.sources = sources;
        this.layout = layout;
    }

    public Iterator call(Object tasks) throws IOException {
        Node root = new Node();
        for (Iterator i = (Iterator) tasks; i.hasNext();) add(new CsvTask((String) i.next(), sources, layout, null), root);
        return Collections.singletonList(FoldJob.bytes(root)).iterator();
    }

    private void add(CsvTask task, Node root) throws IOException {
        while (task.nextFile()) {
            String[] header = task.header();
            for (int i = 0; i < header.length; i++) if (root.find(header[i], i) < 0) root.add(header[i], new Node());
            if (!layout.header) count(task, root);
        }
    }

    private static void count(CsvTask task, Node root) throws IOException {
        CsvRecords record;
        while ((record = task.next()) != null) {
            while (root.size < record.size()) root.add("col" + root.size, new Node());
        }
    }
}
