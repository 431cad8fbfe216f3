package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a record of a line by a pattern. */
final class GrokLine {
    private final Matcher matcher;
    private final PatientText text = new PatientText();
    private final String[] groups;
    private final List names;
    private final DateText[] dates;
    private final Shape shape;
    private final String missing;
    private final boolean strict;

    GrokLine(String pattern, List names, List dates, Shape shape, String missing, boolean strict) {
        this.matcher = Pattern.compile(pattern).matcher(text);
        this.shape = shape;
        this.missing = missing;
        this.strict = strict;
        this.groups = new String[shape.width];
        this.names = names;
        this.dates = new DateText[shape.width];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = pattern.indexOf("(?<g" + i + ">") < 0 ? null : "g" + i;
            this.dates[i] = DateText.of((String) dates.get(i), shape.parts[i].kind);
        }
    }

    /** `position`: behind the line. */
    TokenBuffer record(String line, long position) throws IOException, BrokenRecord {
        if (line.indexOf(0) >= 0) throw new BrokenRecord("this is no text; name the file by what it is, or leave it out", line, position);
        String problem = problem(line);
        if (problem != null) throw new BrokenRecord(problem, line, position);
        TokenBuffer out = new TokenBuffer(null, false);
        out.writeStartObject();
        for (int i = 0; i < groups.length; i++) {
            out.writeFieldName((String) names.get(i));
            if (!value(groups[i] == null ? null : matcher.group(groups[i]), i, out) && strict) {
                throw new BrokenRecord("the value of " + names.get(i) + " has not its type", line, position);
            }
        }
        out.writeEndObject();
        return out;
    }

    private String problem(String line) {
        try {
            text.is(line);
            matcher.reset();
            return matcher.matches() ? null : "the line does not match the pattern";
        } catch (PatientText.Exhausted e) {
            return "it takes too long to match the line with the pattern";
        } catch (StackOverflowError e) {
            return "the line is too long for the pattern";
        }
    }

    private boolean value(String text, int field, TokenBuffer out) throws IOException {
        if (text == null || text.equals(missing)) {
            out.writeNull();
            return true;
        }
        return dates[field] == null ? TextValue.write(text, shape.parts[field], out) : dates[field].write(text, out);
    }
}
