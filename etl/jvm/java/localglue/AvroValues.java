package localglue;

/** The values of one schema of Avro, on their way into columns of a type (etl/frame/physical.py). */
abstract class AvroValues {
    /** The type; null if nobody wants the values. */
    final Shape shape;

    AvroValues(Shape shape) {
        this.shape = shape;
    }

    /** Takes a value out of a block; null if it is of a kind that the type does not have. */
    final Object read(AvroBytes in) {
        if (shape != null) return value(in);
        skip(in);
        return null;
    }

    /** Takes a value that somebody wants. */
    abstract Object value(AvroBytes in);

    /** Passes over a value, but notices its damage. */
    abstract void skip(AvroBytes in);
}
