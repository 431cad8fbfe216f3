package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/** The records of one text of XML. */
final class XmlRecords extends TokenRecords {
    private final XmlScanner scanner;
    private final XmlValues values;
    private final XmlTree tree = new XmlTree();

    XmlRecords(XmlScanner scanner, XmlLayout layout, Split split, Sources sources, ErrorRows errors) {
        super(scanner, split, sources, errors);
        this.scanner = scanner;
        this.values = new XmlValues(layout);
    }

    TokenBuffer read() throws IOException, BrokenRecord {
        String text = scanner.next();
        if (text == null) return null;
        try {
            return values.record(tree.parse(text));
        } catch (XmlText.Malformed e) {
            throw new BrokenRecord(e.getMessage(), text, scanner.position());
        }
    }
}
