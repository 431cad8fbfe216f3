package localglue;

import java.io.Serializable;

/** How elements become records: options of etl/formats/xml.py. */
public final class XmlLayout implements Serializable {
    /** What names of attributes begin with; null if attributes do not count. */
    final String attributePrefix;
    final String valueTag;
    final boolean emptyIsNull;
    final boolean trims;
    /** The logical type of the records, as JSON; null if values tell their types. */
    private final String schema;

    public XmlLayout(String attributePrefix, String valueTag, boolean emptyIsNull, boolean trims, String schema) {
        this.attributePrefix = attributePrefix;
        this.valueTag = valueTag;
        this.emptyIsNull = emptyIsNull;
        this.trims = trims;
        this.schema = schema;
    }

    Shape shape() {
        return schema == null ? null : Shape.parse(schema, true);
    }
}
