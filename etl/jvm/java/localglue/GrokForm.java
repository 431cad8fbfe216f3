package localglue;

import java.io.IOException;
import java.util.List;

/** Lines that match a pattern: its named groups are fields. */
public final class GrokForm implements Form {
    private final String pattern;
    private final List names;
    private final List dates;
    private final String schema;
    private final String missing;
    private final boolean strict;

    /**
     * @param pattern a regular expression, whose group `g0` is the first field
     * @param names of the fields; one whose group the pattern lacks is always missing
     * @param dates the fields' patterns of dates; "" for one without
     * @param schema the logical type of the records, as JSON
     * @param missing the text of values that are missing
     * @param strict whether a value that is not of its field's type makes the record an error
     */
    public GrokForm(String pattern, List names, List dates, String schema, String missing, boolean strict) {
        this.pattern = pattern;
        this.names = names;
        this.dates = dates;
        this.schema = schema;
        this.missing = missing;
        this.strict = strict;
    }

    public Records open(Split split, Sources sources, InputMeter meter, ErrorRows errors) throws IOException {
        RangeInput in = sources.open(split, meter);
        GrokLine line = new GrokLine(pattern, names, dates, Shape.parse(schema, true), missing, strict);
        return new GrokRecords(new TextLines(in), line, split, sources, errors);
    }

    public boolean isTagged() {
        return true;
    }
}
