package localglue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.BucketSpec;
import org.apache.spark.sql.catalyst.catalog.CatalogDatabase;
import org.apache.spark.sql.catalyst.catalog.CatalogStatistics;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTable$;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.catalog.CatalogUtils;
import org.apache.spark.sql.execution.datasources.DataSource$;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import scala.Option;
import scala.Some;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.math.BigInt$;

/** Spark's descriptions of databases, tables and partitions as the JSON that etl/catalog/spark/ reads and writes. */
final class CatalogJson {
    static final ObjectMapper MAPPER = new ObjectMapper();
    /** The number of the parameters of CatalogTable's constructor that we give; the others have defaults. */
    private static final int GIVEN = 12;
    /** The name of what a table keeps of itself as it was read, so that its changes can be told; Spark shows it nowhere. */
    private static final String READ = "localglue.read";

    private CatalogJson() {
    }

    static ObjectNode of(CatalogDatabase database) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", database.name());
        json.put("description", database.description());
        json.put("location", CatalogUtils.URIToString(database.locationUri()));
        json.set("properties", of(database.properties()));
        return json;
    }

    static CatalogDatabase database(JsonNode json) {
        String location = json.get("location").asText();
        return new CatalogDatabase(json.get("name").asText(), json.get("description").asText(),
            CatalogUtils.stringToURI(location), map(json.get("properties")));
    }

    static ObjectNode of(CatalogTable table) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("database", (String) table.identifier().database().get());
        json.put("name", table.identifier().table());
        json.put("type", table.tableType().name());
        json.set("storage", of(table.storage()));
        json.put("schema", table.schema().json());
        json.put("provider", text(table.provider()));
        json.set("keys", of(table.partitionColumnNames()));
        json.put("owner", table.owner());
        json.set("properties", of(table.properties()));
        json.put("view", text(table.viewText()));
        json.put("comment", text(table.comment()));
        json.set("buckets", table.bucketSpec().isDefined() ? of((BucketSpec) table.bucketSpec().get()) : null);
        json.put("read", text(table.ignoredProperties().get(READ)));
        return json;
    }

    static CatalogTable table(JsonNode json) {
        Constructor constructor = CatalogTable.class.getConstructors()[0];
        Class[] types = constructor.getParameterTypes();
        Object[] given = new Object[types.length];
        given[0] = new TableIdentifier(json.get("name").asText(), new Some(json.get("database").asText()));
        given[1] = CatalogTableType.apply(json.get("type").asText());
        given[2] = storage(json.get("storage"));
        given[3] = schema(json.get("schema").asText());
        given[4] = option(json.get("provider"));
        if ("avro".equals(text((Option) given[4])) && !hasAvro()) {
            ObjectNode reason = MAPPER.createObjectNode().put("reason", "Spark SQL reads the Avro table " + given[0]
                + " with spark-avro: add org.apache.spark:spark-avro to spark.jars.packages.");
            given[4] = new Some(UnreadableTable.class.getName());
            given[2] = storage(((ObjectNode) json.get("storage").deepCopy()).set("properties", reason));
        }
        given[5] = names(json.get("keys"));
        given[6] = buckets(json.get("buckets"));
        given[7] = json.get("owner").asText();
        given[8] = Long.valueOf(json.get("created").asLong());
        given[9] = Long.valueOf(-1);
        given[10] = "";
        given[11] = map(json.get("properties"));
        given[12] = statistics(json);
        for (int i = GIVEN + 1; i < given.length; i++) given[i] = defaultOf(i + 1);
        given[13] = option(json.get("view"));
        given[14] = option(json.get("comment"));
        for (int i = 0; i < types.length; i++) {
            if (types[i] == Boolean.TYPE) {
                given[i] = Boolean.TRUE; // the first one: partitions are in the catalog
                break;
            }
        }
        given[lastMap(types)] = map(MAPPER.createObjectNode().put(READ, json.toString()));
        try {
            return (CatalogTable) constructor.newInstance(given);
        } catch (Exception problem) {
            Platform.throwException(problem);
            return null;
        }
    }

    /** Returns the place of the properties that Spark ignores, in the types of the constructor. */
    private static int lastMap(Class[] types) {
        int i = types.length - 1;
        while (types[i] != scala.collection.immutable.Map.class) i--;
        return i;
    }

    private static ObjectNode of(BucketSpec buckets) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("number", buckets.numBuckets());
        json.set("columns", of(buckets.bucketColumnNames()));
        json.set("sorted", of(buckets.sortColumnNames()));
        return json;
    }

    private static Option buckets(JsonNode json) {
        if (json == null || json.isNull()) return Option.empty();
        return new Some(new BucketSpec(json.get("number").asInt(), names(json.get("columns")), names(json.get("sorted"))));
    }

    private static boolean hasAvro() {
        try {
            return DataSource$.MODULE$.lookupDataSource("avro", SQLConf$.MODULE$.get()) != null;
        } catch (Exception missing) {
            return false;
        }
    }

    private static Object defaultOf(int parameter) {
        try {
            String name = "$lessinit$greater$default$" + parameter;
            return CatalogTable$.class.getMethod(name, new Class[0]).invoke(CatalogTable$.MODULE$, new Object[0]);
        } catch (Exception problem) {
            Platform.throwException(problem);
            return null;
        }
    }

    private static Option statistics(JsonNode json) {
        JsonNode size = json.get("size");
        if (size == null || size.isNull()) return Option.empty();
        JsonNode rows = json.get("rows");
        Option count = rows == null || rows.isNull() ? Option.empty() : new Some(BigInt$.MODULE$.apply(rows.asLong()));
        return new Some(new CatalogStatistics(BigInt$.MODULE$.apply(size.asLong()), count, map(MAPPER.createObjectNode())));
    }

    static StructType schema(String json) {
        return (StructType) DataType.fromJson(json);
    }

    static ObjectNode of(CatalogTablePartition partition) {
        ObjectNode json = MAPPER.createObjectNode();
        json.set("spec", of(partition.spec()));
        json.set("storage", of(partition.storage()));
        json.set("parameters", of(partition.parameters()));
        return json;
    }

    static CatalogTablePartition partition(JsonNode json) {
        return new CatalogTablePartition(map(json.get("spec")), storage(json.get("storage")), map(json.get("parameters")),
            json.get("created").asLong(), -1L, Option.empty());
    }

    private static ObjectNode of(CatalogStorageFormat storage) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("location", storage.locationUri().isDefined() ? CatalogUtils.URIToString((java.net.URI) storage.locationUri().get()) : null);
        json.put("input", text(storage.inputFormat()));
        json.put("output", text(storage.outputFormat()));
        json.put("serde", text(storage.serde()));
        json.set("properties", of(storage.properties()));
        return json;
    }

    private static CatalogStorageFormat storage(JsonNode json) {
        JsonNode location = json.get("location");
        Option uri = location == null || location.isNull() ? Option.empty() : new Some(CatalogUtils.stringToURI(location.asText()));
        Option none = Option.empty();
        return new CatalogStorageFormat(uri, none, none, none, false, map(json.get("properties")));
    }

    static ObjectNode of(scala.collection.Map map) {
        ObjectNode json = MAPPER.createObjectNode();
        for (Iterator i = map.iterator(); i.hasNext();) {
            scala.Tuple2 entry = (scala.Tuple2) i.next();
            json.put((String) entry._1(), (String) entry._2());
        }
        return json;
    }

    static scala.collection.immutable.Map map(JsonNode json) {
        Map map = new HashMap();
        for (java.util.Iterator i = json.fieldNames(); i.hasNext();) {
            String name = (String) i.next();
            map.put(name, json.get(name).asText());
        }
        return org.apache.spark.api.python.PythonUtils.toScalaMap(map);
    }

    /** Returns an array of what a sequence holds: texts, maps, partitions. */
    static ArrayNode of(scala.collection.Seq items) {
        ArrayNode json = MAPPER.createArrayNode();
        for (Iterator i = items.iterator(); i.hasNext();) {
            Object item = i.next();
            if (item instanceof CatalogTablePartition) json.add(of((CatalogTablePartition) item));
            else if (item instanceof scala.collection.Map) json.add(of((scala.collection.Map) item));
            else json.add((String) item);
        }
        return json;
    }

    static scala.collection.immutable.List names(JsonNode json) {
        List names = new ArrayList();
        for (int i = 0; i < json.size(); i++) names.add(item(json, i).asText());
        return list(names);
    }

    static JsonNode item(JsonNode array, int i) {
        return (JsonNode) array.get(i);
    }

    static scala.collection.immutable.List list(List items) {
        return JavaConverters.asScalaBuffer(items).toList();
    }

    private static String text(Option option) {
        return option.isDefined() ? (String) option.get() : null;
    }

    private static Option option(JsonNode json) {
        return json == null || json.isNull() ? Option.empty() : new Some(json.asText());
    }
}
