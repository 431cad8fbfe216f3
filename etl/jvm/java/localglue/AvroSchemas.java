package localglue;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Reads the schemas at the heads of the Avro files of tasks: each once, in a line of a file that has it and the schema. */
final class AvroSchemas implements FlatMapFunction {
    private final Sources sources;

    AvroSchemas(Sources sources) {
        this.sources = sources;
    }

    public Iterator call(Object tasks) throws IOException {
        Map lines = new LinkedHashMap();
        for (Iterator i = (Iterator) tasks; i.hasNext();) {
            Split[] splits = Split.parse((String) i.next());
            for (int j = 0; j < splits.length; j++) if (splits[j].start == 0) add(splits[j], lines);
        }
        return lines.values().iterator();
    }

    private void add(Split split, Map lines) throws IOException {
        CountedInput in = new CountedInput(sources.bytes(split, new InputMeter()), 0);
        try {
            AvroHead head = AvroHead.read(in);
            String schema = head == null ? null : head.schema.toString();
            if (head != null && !lines.containsKey(schema)) lines.put(schema, line(split.path, schema));
        } catch (BrokenRecord e) {
            return; // an error record when the file is read
        } finally {
            in.close();
        }
    }

    private static String line(String path, String schema) {
        StringBuilder line = new StringBuilder();
        Fields.append(line, path);
        Fields.append(line.append('\t'), schema);
        return line.toString();
    }
}
