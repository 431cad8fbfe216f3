package localglue;

/** Values that are of one of several schemas. */
final class AvroUnion extends AvroValues {
    private final AvroValues[] options;

    AvroUnion(Shape shape, AvroValues[] options) {
        super(shape);
        this.options = options;
    }

    Object value(AvroBytes in) {
        return options[in.option(options.length)].read(in);
    }

    void skip(AvroBytes in) {
        options[in.option(options.length)].skip(in);
    }
}
