package localglue;

import com.univocity.parsers.csv.CsvParserSettings;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Map;

/** How the CSV of a table is read; etl/catalog/spark/csv_options.py gives the options. */
final class TableCsvOptions extends CSVOptions {
    static final String ESCAPE = "localglue.escape";
    private static final String NULL = "localglue.null";

    /** The character behind which the next one is itself; an empty text if there is none. */
    final String escape;
    /** The text that is null. */
    final String nothing;

    private TableCsvOptions(Map given, SQLConf conf, String escape, String nothing) {
        super(given, true, conf.sessionLocalTimeZone(), conf.columnNameOfCorruptRecord());
        this.escape = escape;
        this.nothing = nothing;
    }

    static TableCsvOptions of(Map given) {
        String nothing = text(given, NULL);
        Map reading = (Map) given.$plus(new Tuple2("nullValue", nothing));
        return new TableCsvOptions(reading, SQLConf$.MODULE$.get(), text(given, ESCAPE), nothing);
    }

    private static String text(Map given, String name) {
        Option found = given.get(name);
        return found.isDefined() ? (String) found.get() : "";
    }

    /** No value is a text, as one that is empty within quotes. */
    public CsvParserSettings asParserSettings() {
        CsvParserSettings settings = super.asParserSettings();
        settings.setNullValue("");
        settings.setEmptyValue("");
        return settings;
    }
}
