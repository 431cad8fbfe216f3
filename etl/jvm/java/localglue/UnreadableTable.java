package localglue;

import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.RelationProvider;
import org.apache.spark.sql.sources.SchemaRelationProvider;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** The source of a table that Spark cannot read: it can be listed and dropped, and reading it raises the option `reason`. */
public final class UnreadableTable implements RelationProvider, SchemaRelationProvider {
    public BaseRelation createRelation(SQLContext spark, Map options) {
        throw new IllegalArgumentException((String) options.get("reason").get());
    }

    public BaseRelation createRelation(SQLContext spark, Map options, StructType schema) {
        return createRelation(spark, options);
    }
}
