package localglue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Folds the JSON files of tasks into one tree (see FoldJob). */
final class FoldJson implements FlatMapFunction {
    private final Sources sources;

    FoldJson(Sources sources) {
        this.sources = sources;
    }

    public Iterator call(Object tasks) throws IOException {
        Node root = new Node();
        Fold fold = new Fold(root, sources.form().isTagged());
        for (Iterator i = (Iterator) tasks; i.hasNext();) add(new JsonTask((String) i.next(), sources, null), fold);
        return Collections.singletonList(FoldJob.bytes(root)).iterator();
    }

    private static void add(JsonTask task, Fold fold) throws IOException {
        JsonParser parser;
        while ((parser = task.next()) != null) {
            try {
                fold.add(parser, null);
            } catch (JsonProcessingException e) {
                task.broken(e);
            }
        }
    }
}
