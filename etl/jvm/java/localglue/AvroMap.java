package localglue;

/** Maps. */
final class AvroMap extends AvroValues {
    private final AvroValues element;

    AvroMap(Shape shape, AvroValues element) {
        super(shape);
        this.element = element;
    }

    Object value(AvroBytes in) {
        Entries entries = new Entries();
        for (long items = in.items(); items > 0; items = in.items()) {
            for (long i = 0; i < items; i++) entries.put(in.text(), element.read(in));
        }
        return RecordReader.held(shape, Kind.MAP, entries.toMap());
    }

    void skip(AvroBytes in) {
        for (long items = in.items(); items > 0; items = in.items()) {
            for (long i = 0; i < items; i++) {
                in.passed(in.length());
                element.skip(in);
            }
        }
    }
}
