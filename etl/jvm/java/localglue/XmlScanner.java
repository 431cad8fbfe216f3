package localglue;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Finds the elements of one name in a text of XML, whatever is around them.
 *
 * An element may hold others of its name. Where one has no end, what follows its start tag is searched once more, and from
 * then on the next start tag ends an element, too: one that is damaged takes no others along.
 */
final class XmlScanner implements Closeable {
    private static final int LONGEST = 64 << 20;
    private static final int SMALLEST = 1 << 16;

    private final Reader in;
    private final String name;
    private char[] buffer = new char[SMALLEST];
    /** Where the kept text begins and ends in the buffer; places are relative to its beginning. */
    private int from;
    private int limit;
    private boolean ended;
    /** How many characters came before the kept text. */
    private long offset;
    private int at;
    private boolean isFlat;
    private boolean begun;

    XmlScanner(Reader in, String name) {
        this.in = in;
        this.name = name;
    }

    /** Returns the text of the next element; null at the end. */
    String next() throws IOException, BrokenRecord {
        int start;
        if (!begun) begin();
        while ((start = tag(true)) >= 0) {
            if (start != 0) drop(start);
            if (isEmptyTag()) throw broken("a row tag that closes itself is not supported, as on AWS Glue", at);
            int end = element();
            if (end >= 0) return text(end);
        }
        return null;
    }

    private void begin() throws IOException, BrokenRecord {
        begun = true;
        int first = 0;
        while (has(first) && Character.isWhitespace(character(first))) first++;
        if (!has(first) || character(first) == '<') return;
        throw broken("this text does not begin as XML does; name the file by what it is, or leave it out", limit - from);
    }

    /** Returns how many characters were read. */
    long position() {
        return offset + at;
    }

    /** Moves behind the element whose start tag was read, and returns its end. */
    private int element() throws IOException, BrokenRecord {
        int first = at;
        int depth = 1;
        while (depth > 0) {
            int place = tag(false);
            boolean isStart = place >= 0 && character(place + 1) != '/';
            if (place < 0 || isStart && isFlat) throw unclosed(first, place);
            if (!isStart) depth--;
            else if (!isEmptyTag()) depth++;
        }
        return at;
    }

    private BrokenRecord unclosed(int first, int place) {
        boolean again = !isFlat;
        BrokenRecord broken = broken("the element has no end", place < 0 ? limit - from : place);
        at = again ? first : place < 0 ? limit - from : place;
        isFlat = true;
        return broken;
    }

    private BrokenRecord broken(String problem, int end) {
        return new BrokenRecord(problem + " (<" + name + ">)", text(Math.min(end, RecordBytes.SHOWN)), position());
    }

    /** Moves behind the next tag of the name, and returns where it starts; -1 if there is none. `free`: what is passed is forgotten. */
    private int tag(boolean free) throws IOException {
        while (true) {
            if (free) drop(at);
            int open = find("<", at);
            if (open < 0 || !has(open + 1)) return -1;
            char c = character(open + 1);
            at = c == '!' || c == '?' ? passed(open) : open + 1;
            if (at < 0) return over();
            int named = c == '/' ? open + 2 : open + 1;
            if (c == '!' || c == '?' || free && c == '/' || !isNamed(named)) continue;
            at = endOfTag(named + name.length());
            return at < 0 ? over() : open;
        }
    }

    private int over() {
        at = limit - from;
        return -1;
    }

    /** Returns the place behind a comment, a part of text or an instruction; -1 if it has no end. */
    private int passed(int open) throws IOException {
        String end = begins("<!--", open) ? "-->" : begins("<![CDATA[", open) ? "]]>" : character(open + 1) == '?' ? "?>" : ">";
        int place = find(end, open + 2);
        return place < 0 ? -1 : place + end.length();
    }

    private boolean isNamed(int place) throws IOException {
        if (!begins(name, place) || !has(place + name.length())) return false;
        char next = character(place + name.length());
        return next == '>' || next == '/' || Character.isWhitespace(next);
    }

    private boolean isEmptyTag() {
        return at >= 2 && character(at - 2) == '/';
    }

    /** Returns the place behind a tag's `>`, which is in no quotes; -1 if there is none. */
    private int endOfTag(int place) throws IOException {
        char quote = 0;
        for (int i = place; has(i); i++) {
            char c = character(i);
            if (quote != 0 && c == quote) quote = 0;
            else if (quote != 0) continue;
            else if (c == '"' || c == '\'') quote = c;
            else if (c == '>') return i + 1;
        }
        return -1;
    }

    private boolean begins(String text, int place) throws IOException {
        if (!has(place + text.length() - 1)) return false;
        for (int i = 0; i < text.length(); i++) if (character(place + i) != text.charAt(i)) return false;
        return true;
    }

    private int find(String text, int place) throws IOException {
        char first = text.charAt(0);
        for (int i = place; has(i); i++) {
            int found = from + i;
            while (found < limit && buffer[found] != first) found++;
            boolean isThere = found < limit;
            i = isThere ? found - from : found - from - 1;
            if (isThere && (text.length() == 1 || begins(text, i))) return i;
        }
        return -1;
    }

    private char character(int place) {
        return buffer[from + place];
    }

    private String text(int end) {
        return new String(buffer, from, Math.min(end, limit - from));
    }

    private void drop(int count) {
        from += count;
        offset += count;
        at -= count;
    }

    /** Reads until there is a character at a place; false at the end, and where an element is too long. */
    private boolean has(int place) throws IOException {
        while (from + place >= limit) if (!fill()) return false;
        return true;
    }

    private boolean fill() throws IOException {
        if (ended || limit - from >= LONGEST) return false;
        if (limit == buffer.length) makeRoom();
        int n = in.read(buffer, limit, buffer.length - limit);
        ended = n < 0;
        limit += Math.max(0, n);
        return !ended;
    }

    private void makeRoom() {
        int kept = limit - from;
        char[] to = kept > buffer.length / 2 ? new char[buffer.length * 2] : buffer;
        System.arraycopy(buffer, from, to, 0, kept);
        buffer = to;
        from = 0;
        limit = kept;
    }

    public void close() throws IOException {
        in.close();
    }
}
