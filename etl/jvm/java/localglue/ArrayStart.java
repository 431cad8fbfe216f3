package localglue;

import java.io.Serializable;

/** How many arrays of one kind come before those of a partition, for expressions. */
public final class ArrayStart implements Serializable {
    private final transient ArrayStarts starts;
    private final int place;
    private final long[] known;

    private ArrayStart(ArrayStarts starts, int place, long[] known) {
        this.starts = starts;
        this.place = place;
        this.known = known;
    }

    /** `place`: that of the array among `starts`. */
    public ArrayStart(ArrayStarts starts, int place) {
        this(starts, place, null);
    }

    public long before(int partition) {
        return known[partition];
    }

    /** The counts travel with the tasks: by then they are known, see NumberedRelation and StartsRelation. (Janino hides private methods.) */
    protected Object writeReplace() {
        return known != null ? this : new ArrayStart(null, place, starts.of(place));
    }
}
