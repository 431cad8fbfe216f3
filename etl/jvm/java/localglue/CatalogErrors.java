package localglue;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.spark.sql.catalyst.analysis.DatabaseAlreadyExistsException;
import org.apache.spark.sql.catalyst.analysis.NoSuchDatabaseException;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchPartitionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.PartitionsAlreadyExistException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.unsafe.Platform;

/** What the catalog cannot do, as Spark's own errors where it has one. */
final class CatalogErrors {
    private CatalogErrors() {
    }

    static void raise(JsonNode told) {
        String kind = told.get("error").asText();
        String database = name(told, 0), other = name(told, 1);
        if (kind.equals("NoSuchDatabase")) Platform.throwException(new NoSuchDatabaseException(database));
        if (kind.equals("DatabaseExists")) Platform.throwException(new DatabaseAlreadyExistsException(database));
        if (kind.equals("NoSuchTable")) Platform.throwException(new NoSuchTableException(database, other));
        if (kind.equals("TableExists")) Platform.throwException(new TableAlreadyExistsException(database, other));
        if (kind.equals("NoSuchFunction")) Platform.throwException(new NoSuchFunctionException(database, other));
        if (kind.equals("NotEmpty")) Platform.throwException(QueryCompilationErrors.cannotDropNonemptyDatabaseError(database));
        if (kind.equals("PartitionsExist")) {
            Platform.throwException(new PartitionsAlreadyExistException(database, other, CatalogJson.map(told.get("spec"))));
        }
        if (kind.equals("NoSuchPartition")) {
            Platform.throwException(new NoSuchPartitionException(database, other, CatalogJson.map(told.get("spec"))));
        }
        throw new IllegalArgumentException(told.get("message").asText());
    }

    private static String name(JsonNode told, int i) {
        JsonNode names = told.get("names");
        return names == null || names.size() <= i ? "" : CatalogJson.item(names, i).asText();
    }
}
