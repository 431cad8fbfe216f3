package localglue;

import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.RelationProvider;
import org.apache.spark.sql.sources.SchemaRelationProvider;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** The source of a table that Spark cannot read: it is listed, described and dropped, and its rows are the error `reason`. */
public final class UnreadableTable implements RelationProvider, SchemaRelationProvider {
    public BaseRelation createRelation(SQLContext spark, Map options) {
        return createRelation(spark, options, new StructType());
    }

    public BaseRelation createRelation(SQLContext spark, Map options, StructType schema) {
        return new Rows(spark, schema, (String) options.get("reason").get());
    }

    /** Raises where rows are asked for: Spark 3.5 hides what the analysis of a table raises in an error of its cache. */
    private static final class Rows extends BaseRelation implements TableScan {
        private final SQLContext spark;
        private final StructType schema;
        private final String reason;

        Rows(SQLContext spark, StructType schema, String reason) {
            this.spark = spark;
            this.schema = schema;
            this.reason = reason;
        }

        public SQLContext sqlContext() {
            return spark;
        }

        public StructType schema() {
            return schema;
        }

        public RDD buildScan() {
            throw new IllegalArgumentException(reason);
        }

        /** What Spark says that nothing can be inserted into. */
        public String toString() {
            return "a table that cannot be used: " + reason;
        }
    }
}
