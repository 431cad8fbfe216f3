package localglue;

import java.util.ArrayList;
import org.apache.spark.sql.catalyst.util.GenericArrayData;

/** Arrays. */
final class AvroArray extends AvroValues {
    private final AvroValues element;

    AvroArray(Shape shape, AvroValues element) {
        super(shape);
        this.element = element;
    }

    Object value(AvroBytes in) {
        ArrayList values = new ArrayList();
        for (long items = in.items(); items > 0; items = in.items()) {
            for (long i = 0; i < items; i++) values.add(element.read(in));
        }
        return RecordReader.held(shape, Kind.ARRAY, new GenericArrayData(values.toArray()));
    }

    void skip(AvroBytes in) {
        for (long items = in.items(); items > 0; items = in.items()) {
            for (long i = 0; i < items; i++) element.skip(in);
        }
    }
}
