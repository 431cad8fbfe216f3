package localglue;

import java.util.ArrayList;
import java.util.HashMap;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** The entries of a map; of two of one key the later one's value counts. */
final class Entries {
    private final ArrayList keys = new ArrayList();
    private final ArrayList values = new ArrayList();
    private final HashMap places = new HashMap();

    void put(UTF8String key, Object value) {
        Integer place = (Integer) places.putIfAbsent(key, Integer.valueOf(keys.size()));
        if (place == null) {
            keys.add(key);
            values.add(value);
        } else {
            values.set(place.intValue(), value);
        }
    }

    ArrayBasedMapData toMap() {
        return new ArrayBasedMapData(new GenericArrayData(keys.toArray()), new GenericArrayData(values.toArray()));
    }
}
