package localglue;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** An array of a record, and the arrays that its elements hold. */
public final class ArrayTree implements Serializable {
    private final int place;
    private final int[] path;
    private final ArrayTree[] inner;

    /**
     * `place`: where its number is counted. `path`: the structs between what holds it and the array, for each the number of its fields
     * and the place of the one that leads on. `inner`: the arrays that its elements hold.
     */
    public ArrayTree(int place, List path, List inner) {
        this.place = place;
        this.path = new int[path.size()];
        for (int i = 0; i < this.path.length; i++) this.path[i] = ((Integer) path.get(i)).intValue();
        this.inner = (ArrayTree[]) inner.toArray(new ArrayTree[0]);
    }

    /** Counts the array to which `ordinal` of `holder` leads, if there is one, and all arrays inside it. */
    void count(SpecializedGetters holder, int ordinal, long[] counts) {
        for (int i = 0; i < path.length; i += 2) {
            if (holder.isNullAt(ordinal)) return;
            holder = holder.getStruct(ordinal, path[i]);
            ordinal = path[i + 1];
        }
        if (holder.isNullAt(ordinal)) return;
        counts[place]++;
        if (inner.length > 0) countInside(holder.getArray(ordinal), counts);
    }

    private void countInside(ArrayData elements, long[] counts) {
        for (int i = 0; i < elements.numElements(); i++) {
            for (int j = 0; j < inner.length; j++) inner[j].count(elements, i, counts);
        }
    }
}
