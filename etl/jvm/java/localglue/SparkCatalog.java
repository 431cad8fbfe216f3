package localglue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.catalog.CatalogDatabase;
import org.apache.spark.sql.catalyst.catalog.CatalogFunction;
import org.apache.spark.sql.catalyst.catalog.CatalogStatistics;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils$;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.internal.SessionState;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import scala.Option;
import scala.Some;
import scala.collection.Iterator;
import scala.collection.immutable.Map;

/**
 * Spark's catalog of databases, tables and partitions, which keeps nothing itself: each question goes to the Data Catalog.
 * Where Scala 2.12 and 2.13 differ in the type of an argument, both forms are here.
 */
public final class SparkCatalog extends InMemoryCatalog {
    private final CatalogService service;
    private final Configuration hadoop;

    private SparkCatalog(SparkConf conf, Configuration hadoop, CatalogService service) {
        super(conf, hadoop);
        this.service = service;
        this.hadoop = hadoop;
    }

    /** Puts a catalog in the place of the one that all sessions of a context share. */
    public static void install(JavaSparkContext spark, Object shared, CatalogService service) throws Exception {
        Field inner = shared.getClass().getDeclaredField("delegate");
        inner.setAccessible(true);
        inner.set(shared, new SparkCatalog(spark.getConf(), spark.hadoopConfiguration(), service));
    }

    private JsonNode ask(String operation, Object[] arguments) {
        try {
            ArrayNode given = CatalogJson.MAPPER.createArrayNode();
            for (int i = 0; i < arguments.length; i++) given.add(CatalogJson.MAPPER.valueToTree(arguments[i]));
            JsonNode told = CatalogJson.MAPPER.readTree(service.call(operation, CatalogJson.MAPPER.writeValueAsString(given)));
            if (told.has("error")) CatalogErrors.raise(told);
            return told.get("answer");
        } catch (JsonProcessingException problem) {
            Platform.throwException(problem);
            return null;
        }
    }

    private static Boolean flag(boolean value) {
        return Boolean.valueOf(value);
    }

    // Databases

    public void createDatabase(CatalogDatabase database, boolean ignoreIfExists) {
        if (service != null) ask("create_database", new Object[] { CatalogJson.of(database), flag(ignoreIfExists) });
    }

    public void dropDatabase(String database, boolean ignoreIfNotExists, boolean cascade) {
        JsonNode folders = ask("drop_database", new Object[] { database, flag(ignoreIfNotExists), flag(cascade) });
        for (int i = 0; i < folders.size(); i++) delete(CatalogJson.item(folders, i));
    }

    public void alterDatabase(CatalogDatabase database) {
        ask("alter_database", new Object[] { CatalogJson.of(database) });
    }

    public CatalogDatabase getDatabase(String database) {
        return CatalogJson.database(ask("get_database", new Object[] { database }));
    }

    public boolean databaseExists(String database) {
        return ask("database_exists", new Object[] { database }).asBoolean();
    }

    public scala.collection.immutable.List listDatabases() {
        return listDatabases("*");
    }

    public scala.collection.immutable.List listDatabases(String pattern) {
        return CatalogJson.names(ask("list_databases", new Object[] { pattern }));
    }

    // Tables

    public void createTable(CatalogTable table, boolean ignoreIfExists) {
        JsonNode folder = ask("create_table", new Object[] { CatalogJson.of(table), flag(ignoreIfExists) });
        if (folder.isNull()) return;
        try {
            Path path = new Path(folder.asText());
            path.getFileSystem(hadoop).mkdirs(path);
        } catch (IOException problem) {
            Platform.throwException(problem);
        }
    }

    public void dropTable(String database, String table, boolean ignoreIfNotExists, boolean purge) {
        delete(ask("drop_table", new Object[] { database, table, flag(ignoreIfNotExists) }));
    }

    private void delete(JsonNode folder) {
        if (folder == null || folder.isNull()) return;
        try {
            Path path = new Path(folder.asText());
            path.getFileSystem(hadoop).delete(path, true);
        } catch (IOException problem) {
            Platform.throwException(problem);
        }
    }

    public void renameTable(String database, String table, String name) {
        JsonNode folders = ask("rename_table", new Object[] { database, table, name });
        if (folders.isNull()) return;
        try {
            Path from = new Path(CatalogJson.item(folders, 0).asText()), to = new Path(CatalogJson.item(folders, 1).asText());
            from.getFileSystem(hadoop).rename(from, to);
        } catch (IOException problem) {
            Platform.throwException(problem);
        }
    }

    public void alterTable(CatalogTable table) {
        ask("alter_table", new Object[] { CatalogJson.of(table) });
    }

    public void alterTableDataSchema(String database, String table, StructType schema) {
        ask("alter_schema", new Object[] { database, table, schema.json() });
    }

    public void alterTableSchema(String database, String table, StructType schema) {
        ask("alter_schema", new Object[] { database, table, schema.json() });
    }

    public void alterTableStats(String database, String table, Option statistics) {
        String size = null, rows = null;
        if (statistics.isDefined()) {
            CatalogStatistics told = (CatalogStatistics) statistics.get();
            size = told.sizeInBytes().toString();
            if (told.rowCount().isDefined()) rows = told.rowCount().get().toString();
        }
        ask("alter_statistics", new Object[] { database, table, size, rows });
    }

    public CatalogTable getTable(String database, String table) {
        forget(database, table);
        return CatalogJson.table(ask("get_table", new Object[] { database, table }));
    }

    /** Lets the session look at the table's files anew: sinks, purges and other programs change them and the catalog. */
    private static void forget(String database, String table) {
        Option session = SparkSession.getActiveSession();
        if (session.isEmpty()) return;
        try {
            Object state = session.get().getClass().getMethod("sessionState", new Class[0]).invoke(session.get(), new Object[0]);
            ((SessionState) state).catalog().invalidateCachedTable(new TableIdentifier(table, new Some(database)));
        } catch (Exception problem) {
            Platform.throwException(problem);
        }
    }

    public scala.collection.immutable.List getTablesByName(String database, scala.collection.Seq names) {
        List tables = new ArrayList();
        JsonNode found = ask("get_tables", new Object[] { database, CatalogJson.of(names) });
        for (int i = 0; i < found.size(); i++) tables.add(CatalogJson.table(CatalogJson.item(found, i)));
        return CatalogJson.list(tables);
    }

    public scala.collection.immutable.List getTablesByName(String database, scala.collection.immutable.Seq names) {
        return getTablesByName(database, (scala.collection.Seq) names);
    }

    public boolean tableExists(String database, String table) {
        return ask("table_exists", new Object[] { database, table }).asBoolean();
    }

    public scala.collection.immutable.List listTables(String database) {
        return listTables(database, "*");
    }

    public scala.collection.immutable.List listTables(String database, String pattern) {
        return CatalogJson.names(ask("list_tables", new Object[] { database, pattern }));
    }

    public scala.collection.immutable.List listViews(String database, String pattern) {
        return CatalogJson.names(ask("list_views", new Object[] { database, pattern }));
    }

    // Partitions

    public void createPartitions(String database, String table, scala.collection.Seq partitions, boolean ignoreIfExists) {
        ask("create_partitions", new Object[] { database, table, CatalogJson.of(partitions), flag(ignoreIfExists) });
    }

    public void createPartitions(String database, String table, scala.collection.immutable.Seq partitions, boolean ignoreIfExists) {
        createPartitions(database, table, (scala.collection.Seq) partitions, ignoreIfExists);
    }

    public void dropPartitions(String database, String table, scala.collection.Seq specs, boolean ignoreIfNotExists, boolean purge,
            boolean retainData) {
        Object[] given = { database, table, CatalogJson.of(specs), flag(ignoreIfNotExists), flag(retainData) };
        JsonNode folders = ask("drop_partitions", given);
        for (int i = 0; i < folders.size(); i++) delete(CatalogJson.item(folders, i));
    }

    public void dropPartitions(String database, String table, scala.collection.immutable.Seq specs, boolean ignoreIfNotExists,
            boolean purge, boolean retainData) {
        dropPartitions(database, table, (scala.collection.Seq) specs, ignoreIfNotExists, purge, retainData);
    }

    public void renamePartitions(String database, String table, scala.collection.Seq specs, scala.collection.Seq newSpecs) {
        ask("rename_partitions", new Object[] { database, table, CatalogJson.of(specs), CatalogJson.of(newSpecs) });
    }

    public void renamePartitions(String database, String table, scala.collection.immutable.Seq specs,
            scala.collection.immutable.Seq newSpecs) {
        renamePartitions(database, table, (scala.collection.Seq) specs, (scala.collection.Seq) newSpecs);
    }

    public void alterPartitions(String database, String table, scala.collection.Seq partitions) {
        ask("alter_partitions", new Object[] { database, table, CatalogJson.of(partitions) });
    }

    public void alterPartitions(String database, String table, scala.collection.immutable.Seq partitions) {
        alterPartitions(database, table, (scala.collection.Seq) partitions);
    }

    public CatalogTablePartition getPartition(String database, String table, Map spec) {
        return CatalogJson.partition(ask("get_partition", new Object[] { database, table, CatalogJson.of(spec) }));
    }

    public Option getPartitionOption(String database, String table, Map spec) {
        JsonNode found = ask("find_partition", new Object[] { database, table, CatalogJson.of(spec) });
        return found.isNull() ? Option.empty() : new Some(CatalogJson.partition(found));
    }

    public scala.collection.immutable.List listPartitionNames(String database, String table, Option spec) {
        return CatalogJson.names(ask("list_partition_names", new Object[] { database, table, spec(spec) }));
    }

    public scala.collection.immutable.List listPartitions(String database, String table, Option spec) {
        return partitions(ask("list_partitions", new Object[] { database, table, spec(spec) }));
    }

    public scala.collection.Seq listPartitionsByFilter(String database, String table, scala.collection.Seq predicates, String zone) {
        return pruned(database, table, predicates, zone);
    }

    public scala.collection.immutable.Seq listPartitionsByFilter(String database, String table, scala.collection.immutable.Seq predicates,
            String zone) {
        return pruned(database, table, predicates, zone).toList();
    }

    /** The catalog narrows the partitions down, and Spark decides. */
    private scala.collection.Seq pruned(String database, String table, scala.collection.Seq predicates, String zone) {
        ArrayNode texts = CatalogJson.MAPPER.createArrayNode();
        List all = new ArrayList();
        for (Iterator i = predicates.iterator(); i.hasNext();) {
            Expression predicate = (Expression) i.next();
            texts.add(predicate.sql());
            all.add(predicate);
        }
        scala.collection.immutable.List found = partitions(ask("narrow_partitions", new Object[] { database, table, texts }));
        if (all.isEmpty()) return found;
        return ExternalCatalogUtils$.MODULE$.prunePartitionsByFilter(getTable(database, table), found, CatalogJson.list(all), zone);
    }

    private static Object spec(Option spec) {
        return spec.isDefined() ? (Object) CatalogJson.of((Map) spec.get()) : null;
    }

    private static scala.collection.immutable.List partitions(JsonNode found) {
        List partitions = new ArrayList(found.size());
        for (int i = 0; i < found.size(); i++) partitions.add(CatalogJson.partition(CatalogJson.item(found, i)));
        return CatalogJson.list(partitions);
    }

    // Functions: a script's own are temporary

    public void createFunction(String database, CatalogFunction function) {
        throw new IllegalArgumentException("The function " + function.identifier().funcName() + " cannot be kept in the catalog:"
            + " Spark runs no functions of Hive here. Use CREATE TEMPORARY FUNCTION, or spark.udf.register.");
    }

    public boolean functionExists(String database, String function) {
        return false;
    }

    public CatalogFunction getFunction(String database, String function) {
        Platform.throwException(new NoSuchFunctionException(database, function));
        return null;
    }

    public scala.collection.immutable.List listFunctions(String database, String pattern) {
        return CatalogJson.list(new ArrayList());
    }
}
