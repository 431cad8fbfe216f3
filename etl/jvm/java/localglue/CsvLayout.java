package localglue;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** How values stand in CSV files. */
public final class CsvLayout implements Serializable {
    final byte[] separator;
    /** Empty: values are never quoted. */
    final byte[] quote;
    /** Empty: no character takes the meaning from the next one. */
    final byte[] escape;
    /** Whether the first record of a file names the columns. */
    final boolean header;
    /** Whether the first record, that of the names apart, is passed over. */
    final boolean skipFirst;
    /** Whether a quoted value may contain ends of line. */
    final boolean multiLine;
    /** Tables of the bytes at which a value may end or change its meaning, outside of quotes and inside. */
    final boolean[] stops, quotedStops;

    public CsvLayout(String separator, String quote, String escape, boolean header, boolean skipFirst, boolean multiLine) {
        this.separator = separator.getBytes(StandardCharsets.UTF_8);
        this.quote = quote.getBytes(StandardCharsets.UTF_8);
        this.escape = (escape.equals(quote) ? "" : escape).getBytes(StandardCharsets.UTF_8);
        this.header = header;
        this.skipFirst = skipFirst;
        this.multiLine = multiLine;
        this.stops = stops(false);
        this.quotedStops = stops(true);
    }

    private boolean[] stops(boolean quoted) {
        boolean[] stops = new boolean[256];
        if (!quoted) mark(stops, separator);
        if (quoted) mark(stops, quote);
        mark(stops, escape);
        stops['\n'] = !quoted || !multiLine;
        stops['\r'] = !quoted || !multiLine;
        return stops;
    }

    private static void mark(boolean[] stops, byte[] character) {
        if (character.length > 0) stops[character[0] & 255] = true;
    }
}
