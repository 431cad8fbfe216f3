package localglue;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How a type writes the names of its fields: those of the files are theirs whatever their case. */
final class JsonNames implements Serializable {
    /** Of what has no fields, such as the keys of a map, whose names stay as they are. */
    static final JsonNames NONE = new JsonNames();

    private final HashMap names = new HashMap();
    private final HashMap inner = new HashMap();
    /** Of the items of an array and the values of a map; null for a struct. */
    private JsonNames items;

    private JsonNames() {
    }

    static JsonNames of(DataType type) {
        if (type instanceof ArrayType) return ofItems(((ArrayType) type).elementType());
        if (type instanceof MapType) return ofItems(((MapType) type).valueType());
        return type instanceof StructType ? ofFields(((StructType) type).fields()) : NONE;
    }

    private static JsonNames ofItems(DataType type) {
        JsonNames found = new JsonNames();
        found.items = of(type);
        return found;
    }

    private static JsonNames ofFields(StructField[] fields) {
        JsonNames found = new JsonNames();
        for (int i = fields.length - 1; i >= 0; i--) {
            found.names.put(fields[i].name().toLowerCase(Locale.ROOT), fields[i].name());
            found.inner.put(fields[i].name(), of(fields[i].dataType()));
        }
        return found;
    }

    /** Lets a name of the files be that of a field. */
    void call(String name, String field) {
        names.put(name.toLowerCase(Locale.ROOT), field);
    }

    /** Returns the name of a field as the type writes it; one that it does not have stays as it is. */
    String named(String name) {
        if (name == null || inner.containsKey(name)) return name;
        Object known = names.get(name.toLowerCase(Locale.ROOT));
        return known == null ? name : (String) known;
    }

    /** Returns how the value of a field writes its names. */
    JsonNames of(String field) {
        if (items != null) return items;
        Object found = inner.get(field);
        return found == null ? NONE : (JsonNames) found;
    }

    /** Returns how an item of an array does; Spark takes an array of records for the records. */
    JsonNames ofItem() {
        return items == null ? this : items;
    }
}
