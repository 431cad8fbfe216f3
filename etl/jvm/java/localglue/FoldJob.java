package localglue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HashMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.unsafe.Platform;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Runs the fold of every partition and merges the trees on the driver as they come, in the order of the partitions: no more
 * than those that came too early are held.
 */
final class FoldJob extends AbstractFunction2 {
    private final Node root = new Node();
    private final HashMap early = new HashMap();
    private int next;

    private FoldJob() {}

    /** Returns the fold, as JSON, of an RDD that gives one folded tree for each partition. */
    static String run(JavaRDD folds) {
        FoldJob job = new FoldJob();
        folds.rdd().sparkContext().runJob(folds.rdd(), new First(), job, ClassTag$.MODULE$.apply(byte[].class));
        JsonText out = new JsonText(1024);
        job.root.write(out);
        return out.toString();
    }

    /** Takes the fold of one partition. */
    public Object apply(Object partition, Object fold) {
        early.put(partition, fold);
        Object ready;
        while ((ready = early.remove(Integer.valueOf(next))) != null) {
            root.merge(node((byte[]) ready));
            next++;
        }
        return BoxedUnit.UNIT;
    }

    static byte[] bytes(Node node) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ObjectOutputStream out = new ObjectOutputStream(bytes);
        out.writeObject(node);
        out.close();
        return bytes.toByteArray();
    }

    private static Node node(byte[] bytes) {
        try {
            return (Node) new NodeInput(bytes).readObject();
        } catch (Exception e) {
            Platform.throwException(e);
            return null;
        }
    }

    /** Finds the classes where this one was found. */
    private static final class NodeInput extends ObjectInputStream {
        NodeInput(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        protected Class resolveClass(java.io.ObjectStreamClass description) throws IOException, ClassNotFoundException {
            return Class.forName(description.getName(), false, FoldJob.class.getClassLoader());
        }
    }

    private static final class First extends AbstractFunction1 implements Serializable {
        public Object apply(Object partition) {
            return ((scala.collection.Iterator) partition).next();
        }
    }
}
