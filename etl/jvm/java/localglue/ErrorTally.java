package localglue;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/** Counts what readers cannot read, by split as they pass by; a split that is read again counts once. */
public final class ErrorTally extends AccumulatorV2 {
    private final HashMap counts = new HashMap();

    /** Counts one more broken record of a split. */
    synchronized void count(Split split) {
        String key = split.start + " " + split.path;
        Long before = (Long) counts.get(key);
        counts.put(key, Long.valueOf(before == null ? 1 : before.longValue() + 1));
    }

    /** Returns lines of a file and the number of its broken records. */
    public synchronized String lines() {
        StringBuilder lines = new StringBuilder();
        for (Iterator i = counts.entrySet().iterator(); i.hasNext();) {
            Map.Entry entry = (Map.Entry) i.next();
            String key = (String) entry.getKey();
            Fields.append(lines, key.substring(key.indexOf(' ') + 1));
            lines.append('\t').append(entry.getValue()).append('\n');
        }
        return lines.toString();
    }

    public boolean isZero() {
        return counts.isEmpty();
    }

    public synchronized AccumulatorV2 copy() {
        ErrorTally copy = new ErrorTally();
        copy.counts.putAll(counts);
        return copy;
    }

    public void reset() {
        counts.clear();
    }

    public void add(Object split) {
        count((Split) split);
    }

    public synchronized void merge(AccumulatorV2 other) {
        for (Iterator i = ((ErrorTally) other).counts.entrySet().iterator(); i.hasNext();) {
            Map.Entry entry = (Map.Entry) i.next();
            Long mine = (Long) counts.get(entry.getKey());
            Long theirs = (Long) entry.getValue();
            if (mine == null || mine.longValue() < theirs.longValue()) counts.put(entry.getKey(), theirs);
        }
    }

    public Object value() {
        return lines();
    }
}
