"""How Spark columns hold the fields of a frame.

| the field                                  | its column                                                      |
|--------------------------------------------|-----------------------------------------------------------------|
| is a choice                                | a struct, one field per alternative, named by type               |
| may be absent, and may be null             | a struct of one field `value`; null is absent, a null value null |
| may be absent                              | its value; null is absent                                        |
| otherwise                                  | its value                                                        |

Of a choice, a null struct is absent (or null, where the field is never absent), and a struct of nulls is null.

Expressions over these columns are Spark SQL text: it builds a thousand columns in one call to the JVM, has `try_cast`
on every Spark line, and can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pyspark.sql import types as spark_types

from etl.errors import OptionError
from etl.frame.fold import with_columns
from etl.frame.types import (
    BINARY,
    BOOLEAN,
    BYTE,
    DATE,
    DOUBLE,
    FLOAT,
    INT,
    LONG,
    NULL,
    SHORT,
    STRING,
    TIMESTAMP,
    Array,
    Atomic,
    Choice,
    Decimal,
    Field,
    Map,
    Struct,
    Type,
)

Sql = str
"""The text of a Spark SQL expression."""

BOX = "value"
"""The one field of a boxed column."""

_ATOMIC: dict[Atomic, spark_types.DataType] = {
    STRING: spark_types.StringType(),
    INT: spark_types.IntegerType(),
    LONG: spark_types.LongType(),
    DOUBLE: spark_types.DoubleType(),
    FLOAT: spark_types.FloatType(),
    SHORT: spark_types.ShortType(),
    BYTE: spark_types.ByteType(),
    BOOLEAN: spark_types.BooleanType(),
    BINARY: spark_types.BinaryType(),
    DATE: spark_types.DateType(),
    TIMESTAMP: spark_types.TimestampType(),
    NULL: spark_types.NullType(),
}
_LOGICAL = {type(spark): logical for logical, spark in _ATOMIC.items()} | {
    spark_types.VarcharType: STRING,
    spark_types.CharType: STRING,
    spark_types.TimestampNTZType: TIMESTAMP,
}


def spark_type(type_: Type) -> spark_types.DataType:
    """Return the type of a column that holds values of `type_`."""
    match type_:
        case Struct():
            return spark_struct(type_)
        case Choice(options):
            return spark_types.StructType([spark_types.StructField(o.name, spark_type(o)) for o in options])
        case Array(element):
            return spark_types.ArrayType(spark_type(element))
        case Map(value, key):
            return spark_types.MapType(spark_type(key), spark_type(value))
        case Decimal(precision, scale):
            return spark_types.DecimalType(precision, scale)
        case Atomic():
            return _ATOMIC[type_]
    raise AssertionError(type_)


def spark_struct(struct: Struct) -> spark_types.StructType:
    """Return the physical schema of records of `struct`."""
    return spark_types.StructType([spark_types.StructField(f.column, field_type(f)) for f in struct])


def field_type(field: Field) -> spark_types.DataType:
    """Return the type of the column that holds `field`."""
    value = spark_type(field.type)
    return spark_types.StructType([spark_types.StructField(BOX, value)]) if field.boxed else value


def logical_type(data_type: spark_types.DataType, path: str = "") -> Type:
    """Return the logical type of a Spark type: every field of its structs is present in every record.

    Raises:
        OptionError: The type has no counterpart in Glue (an interval, say).
    """
    match data_type:
        case spark_types.StructType():
            return logical_struct(data_type, path)
        case spark_types.ArrayType():
            return Array(logical_type(data_type.elementType, f"{path}[]"))
        case spark_types.MapType():
            return Map(logical_type(data_type.valueType, f"{path}{{}}"), logical_type(data_type.keyType, path))
        case spark_types.DecimalType():
            return Decimal(data_type.precision, data_type.scale)
    if type(data_type) not in _LOGICAL:
        raise OptionError(f"column {path!r}", data_type.simpleString(), "Glue has no such type; cast the column first")
    return _LOGICAL[type(data_type)]


def logical_struct(schema: spark_types.StructType, path: str = "") -> Struct:
    """Return the logical schema of a DataFrame's schema."""
    fields = (Field(f.name, logical_type(f.dataType, f"{path}.{f.name}".lstrip("."))) for f in schema.fields)
    return Struct(with_columns(fields))


def quoted(name: str) -> Sql:
    """Return `name` as an identifier, whatever characters it has."""
    return "`" + name.replace("`", "``") + "`"


def literal(text: str) -> Sql:
    """Return `text` as a string literal, the same whether or not the session escapes characters in literals."""
    if "'" in text or "\\" in text:
        return f"CAST(X'{text.encode('utf-8', 'replace').hex()}' AS string)"
    return f"'{text}'"


def member(value: Sql, column: str) -> Sql:
    """Return a field of a struct."""
    return f"{value}.{quoted(column)}"


def value_of(field: Field, column: Sql) -> Sql:
    """Return the value of a field, given its physical column: null where it is absent or null."""
    return member(column, BOX) if field.boxed else column


def is_present(field: Field, column: Sql) -> Sql:
    """Return whether a record has the field at all, given its physical column."""
    return f"{column} IS NOT NULL" if field.absent else "true"


def pack(field: Field, value: Sql, present: Sql) -> Sql:
    """Return the physical column of `field` for a value and whether it is there; the inverse of `value_of`."""
    if not field.absent:
        return value
    held = named_struct([(BOX, value)]) if field.boxed else value
    if isinstance(field.type, Choice) and field.null:
        held = f"coalesce({value}, {no_option(field.type)})"
    return held if present == "true" else f"CASE WHEN {present} THEN {held} END"


def any_of(conditions: Iterable[Sql]) -> Sql:
    """Return whether one of the conditions holds, each of which is named once however often it is given."""
    return "(" + " OR ".join(dict.fromkeys(conditions)) + ")"


def null_choice(type_: Choice, column: Sql) -> Sql:
    """Return whether a choice column holds no value in any of its alternatives."""
    return "(" + " AND ".join(f"{member(column, option.name)} IS NULL" for option in type_.options) + ")"


def no_option(type_: Choice) -> Sql:
    """Return the choice column of an explicit null."""
    return named_struct([(option.name, null_of(spark_type(option))) for option in type_.options])


def named_struct(parts: Sequence[tuple[str, Sql]]) -> Sql:
    """Return a struct of named values."""
    return "named_struct(" + ", ".join(f"{literal(name)}, {value}" for name, value in parts) + ")"


def transform(array: Sql, change: Callable[[Sql], Sql]) -> Sql:
    """Return an array with each element changed."""
    item = _fresh_variable(array)
    return f"transform({array}, {item} -> {change(item)})"


def transform_values(mapping: Sql, change: Callable[[Sql], Sql]) -> Sql:
    """Return a map with each value changed."""
    item = _fresh_variable(mapping)
    return f"transform_values({mapping}, ({item}_key, {item}) -> {change(item)})"


def _fresh_variable(expression: Sql) -> str:
    """Return a lambda variable's name that `expression`, which may use outer ones, does not have."""
    used = map(int, re.findall(r"_item(\d+)", expression))
    return f"_item{1 + max(used, default=0)}"


def sql_type(data_type: spark_types.DataType) -> str:
    """Return a type as Spark SQL spells it, whatever names its fields have."""
    match data_type:
        case spark_types.StructType():
            return "struct<" + ", ".join(f"{quoted(f.name)}: {sql_type(f.dataType)}" for f in data_type.fields) + ">"
        case spark_types.ArrayType():
            return f"array<{sql_type(data_type.elementType)}>"
        case spark_types.MapType():
            return f"map<{sql_type(data_type.keyType)}, {sql_type(data_type.valueType)}>"
    return data_type.simpleString()


def null_of(data_type: spark_types.DataType) -> Sql:
    """Return a null of a type."""
    return f"CAST(null AS {sql_type(data_type)})"
