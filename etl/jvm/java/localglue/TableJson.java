package localglue;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.json.JSONOptionsInRead;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.json.JsonDataSource;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Nil$;
import scala.runtime.AbstractFunction1;

/** Files of JSON of a table of the Data Catalog: names count without case, as for Hive, and the rest is as Spark reads JSON. */
public final class TableJson extends JsonFileFormat {
    /** Before the name of a column in the option that tells what the data calls it. */
    private static final String MAPPING = "mapping.";

    public Function1 buildReader(SparkSession spark, StructType data, StructType keys, StructType required,
            scala.collection.Seq filters, Map options, Configuration hadoop) {
        return new Reader(required, options, hadoop);
    }

    public Function1 buildReader(SparkSession spark, StructType data, StructType keys, StructType required,
            scala.collection.immutable.Seq filters, Map options, Configuration hadoop) {
        return new Reader(required, options, hadoop);
    }

    public String toString() {
        return "JSON";
    }

    /** From a file to its rows. */
    private static final class Reader extends AbstractFunction1 implements Serializable {
        private final StructType schema;
        private final Options options;
        private final SerializableConfiguration hadoop;

        Reader(StructType schema, Map options, Configuration hadoop) {
            SQLConf conf = SQLConf$.MODULE$.get();
            this.schema = schema;
            this.options = new Options(options, conf, schema);
            this.hadoop = new SerializableConfiguration(hadoop);
        }

        public Object apply(Object file) {
            JacksonParser parser = new JacksonParser(schema, options, true, Nil$.MODULE$);
            return JsonDataSource.apply(options).readFile(hadoop.value(), (PartitionedFile) file, parser, schema);
        }
    }

    /** Spark's options, whose parsers tell names as the schema writes them. */
    private static final class Options extends JSONOptionsInRead {
        private final JsonNames names;

        Options(Map given, SQLConf conf, StructType schema) {
            super(given, conf.sessionLocalTimeZone(), conf.columnNameOfCorruptRecord());
            names = JsonNames.of(schema);
            for (int i = 0; i < schema.length(); i++) {
                String column = schema.fields()[i].name();
                Option key = given.get(MAPPING + column.toLowerCase(java.util.Locale.ROOT));
                if (key.isDefined()) names.call((String) key.get(), column);
            }
        }

        public com.fasterxml.jackson.core.JsonFactory buildJsonFactory() {
            return new JsonNamesFactory(super.buildJsonFactory(), names);
        }
    }
}
