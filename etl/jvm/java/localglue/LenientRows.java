package localglue;

import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import scala.Tuple2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction0;

/** Rows in which a date that is none is null, where Spark 3.5 stops if only Spark 2 would have read it. */
final class LenientRows extends AbstractIterator {
    private static final String POLICY = "spark.sql.legacy.timeParserPolicy";

    private final Iterator rows;
    private final SQLConf conf;

    private LenientRows(Iterator rows, SQLConf conf) {
        this.rows = rows;
        this.conf = conf;
    }

    static Iterator of(Iterator rows) {
        SQLConf conf = SQLConf$.MODULE$.get();
        boolean stops = conf.legacyTimeParserPolicy().toString().equals("EXCEPTION");
        return stops ? (Iterator) new LenientRows(rows, lenient(conf)) : rows;
    }

    private static SQLConf lenient(SQLConf conf) {
        SQLConf lenient = new SQLConf();
        for (Iterator i = conf.getAllConfs().iterator(); i.hasNext();) {
            Tuple2 entry = (Tuple2) i.next();
            lenient.setConfString((String) entry._1(), (String) entry._2());
        }
        lenient.setConfString(POLICY, "CORRECTED");
        return lenient;
    }

    public boolean hasNext() {
        return ((Boolean) SQLConf$.MODULE$.withExistingConf(conf, new HasNext(rows))).booleanValue();
    }

    public Object next() {
        return rows.next();
    }

    /** Rows are parsed when it is asked whether there are more. */
    private static final class HasNext extends AbstractFunction0 {
        private final Iterator rows;

        HasNext(Iterator rows) {
            this.rows = rows;
        }

        public Object apply() {
            return Boolean.valueOf(rows.hasNext());
        }
    }
}
