package localglue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** Reads the CSV files of tasks into rows: every value is a string. */
final class ReadCsv implements FlatMapFunction {
    private final Sources sources;
    private final CsvLayout layout;
    private final String schema;
    private final boolean caseSensitive;
    private final int[] fields;

    /** `fields`: those of the schema that the rows hold, in their order. */
    ReadCsv(Sources sources, CsvLayout layout, String schema, boolean caseSensitive, int[] fields) {
        this.sources = sources;
        this.layout = layout;
        this.schema = schema;
        this.caseSensitive = caseSensitive;
        this.fields = fields;
    }

    public Iterator call(Object tasks) {
        Shape shape = Shape.parse(schema, caseSensitive);
        shape.keep(fields);
        return new Rows((Iterator) tasks, sources, layout, shape);
    }

    private static final class Rows extends SplitRows {
        private final Iterator tasks;
        private final Sources sources;
        private final CsvLayout layout;
        private final Shape shape;
        private CsvTask task;
        /** The field of each column of the current file, or -1; null between files. */
        private int[] places;

        Rows(Iterator tasks, Sources sources, CsvLayout layout, Shape shape) {
            this.tasks = tasks;
            this.sources = sources;
            this.layout = layout;
            this.shape = shape;
        }

        Split split() {
            return task.split();
        }

        Object advance() throws IOException {
            while (true) {
                if (places != null) {
                    CsvRecords record = task.next();
                    if (record != null) return row(record);
                    places = null;
                } else if (task != null && task.nextFile()) {
                    places = layout.header ? places(task.header()) : new int[0];
                } else if (tasks.hasNext()) {
                    task = new CsvTask((String) tasks.next(), sources, layout, null);
                } else {
                    return null;
                }
            }
        }

        private int[] places(String[] header) {
            int[] places = new int[header.length];
            for (int i = 0; i < places.length; i++) places[i] = place(header[i]);
            return places;
        }

        private int place(String name) {
            int field = shape.names.field(name);
            return field >= 0 && shape.columns[field] >= 0 && shape.parts[field].has(Kind.STRING) ? field : -1;
        }

        private GenericInternalRow row(CsvRecords record) {
            Object[] row = new Object[shape.width];
            int size = record.size();
            if (size > places.length) name(size);
            for (int i = 0; i < size; i++) {
                int field = places[i];
                if (field < 0) continue;
                Shape type = shape.parts[field];
                row[shape.columns[field]] = RecordReader.column(type, RecordReader.held(type, Kind.STRING, record.value(i)));
            }
            return new GenericInternalRow(row);
        }

        /** Finds the fields of more columns without header. */
        private void name(int size) {
            int known = places.length;
            places = Arrays.copyOf(places, size);
            for (int i = known; i < size; i++) places[i] = place("col" + i);
        }
    }
}
