package localglue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Texts of XML: each element of one name is a record. */
public final class XmlForm implements Form {
    /** What stands for bytes that are no text: a character that XML does not allow. */
    private static final String NO_TEXT = "\uffff";

    private final String encoding;
    private final String rowTag;
    private final XmlLayout layout;

    /** `encoding`: of files that do not begin with a mark of their own. */
    public XmlForm(String encoding, String rowTag, XmlLayout layout) {
        this.encoding = encoding;
        this.rowTag = rowTag;
        this.layout = layout;
    }

    public Records open(Split split, Sources sources, InputMeter meter, ErrorRows errors) throws IOException {
        Reader reader = reader(new MarkedInput(sources.bytes(split, meter)));
        return new XmlRecords(new XmlScanner(reader, rowTag), layout, split, sources, errors);
    }

    private Reader reader(MarkedInput in) throws IOException {
        String marked = in.charset();
        Charset charset = Charset.forName(marked == null ? encoding : marked);
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        if (decoder.maxCharsPerByte() >= 1) decoder.replaceWith(NO_TEXT);
        return new InputStreamReader(in, decoder.onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    public boolean isTagged() {
        return true;
    }
}
