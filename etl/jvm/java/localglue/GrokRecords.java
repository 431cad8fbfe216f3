package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/** The records of lines. Blank lines are none. */
final class GrokRecords extends TokenRecords {
    private final TextLines lines;
    private final GrokLine pattern;

    GrokRecords(TextLines lines, GrokLine pattern, Split split, Sources sources, ErrorRows errors) {
        super(lines, split, sources, errors);
        this.lines = lines;
        this.pattern = pattern;
    }

    TokenBuffer read() throws IOException, BrokenRecord {
        String line;
        while ((line = lines.next()) != null && line.trim().length() == 0) {}
        if (line != null && !lines.isText()) throw new BrokenRecord(Utf8.NONE, line, lines.position());
        return line == null ? null : pattern.record(line, lines.position());
    }
}
