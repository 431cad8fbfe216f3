package localglue;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Texts that a pattern makes dates or timestamps: in UTC without a zone, at midnight without a time. */
final class DateText {
    private final DateTimeFormatter formatter;
    private final boolean isDate;

    private DateText(String pattern, boolean isDate) {
        this.formatter = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern).toFormatter(Locale.ENGLISH);
        this.isDate = isDate;
    }

    /** Returns null where there is no pattern, or values of a kind that are no dates. */
    static DateText of(String pattern, int kind) {
        boolean isDate = kind == Kind.DATE;
        return pattern.length() > 0 && (isDate || kind == Kind.TIMESTAMP) ? new DateText(pattern, isDate) : null;
    }

    /** Writes a text as a value, or null and returns false where it is none. */
    boolean write(String text, TokenBuffer out) throws IOException {
        ZonedDateTime at = at(text.trim());
        if (at == null) out.writeNull();
        else if (isDate) Tags.write(Tag.DATE, at.toLocalDate().toString(), out);
        else Tags.timestamp(at.toEpochSecond() * 1000000 + at.getNano() / 1000, out);
        return at != null;
    }

    private ZonedDateTime at(String text) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            LocalDate date = (LocalDate) parsed.query(TemporalQueries.localDate());
            LocalTime time = (LocalTime) parsed.query(TemporalQueries.localTime());
            ZoneId zone = (ZoneId) parsed.query(TemporalQueries.zone());
            if (date == null) return null;
            return ZonedDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time, zone == null ? ZoneOffset.UTC : zone);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
