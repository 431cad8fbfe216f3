package localglue;

import java.io.IOException;

/** Texts of JSON. */
final class JsonForm implements Form {
    public Records open(Split split, Sources sources, InputMeter meter, ErrorRows errors) throws IOException {
        RangeInput in = sources.open(split, meter);
        return new JsonRecords(in, in.position(), split, sources, errors);
    }

    public boolean isTagged() {
        return false;
    }
}
