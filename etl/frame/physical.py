"""How Spark columns hold the fields of a frame.

| the field                                  | its column                                                      |
|--------------------------------------------|-----------------------------------------------------------------|
| is a choice                                | a struct, one field per alternative, named by type               |
| may be absent, and may be null             | a struct of one field `value`; null is absent, a null value null |
| may be absent                              | its value; null is absent                                        |
| otherwise                                  | its value                                                        |

Of a choice, a null struct is absent (or null, where the field is never absent), and a struct of nulls is null.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as spark_types

from etl.errors import OptionError
from etl.frame.fold import with_columns
from etl.frame.types import (
    BINARY, BOOLEAN, BYTE, DATE, DOUBLE, FLOAT, INT, LONG, NULL, SHORT, STRING, TIMESTAMP,
    Array, Atomic, Choice, Decimal, Field, Map, Struct, Type,
)  # fmt: skip

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


def quoted(column: str) -> str:
    """Return `column` as Spark's column syntax names it, whatever characters it has."""
    return "`" + column.replace("`", "``") + "`"


def field_column(field: Field) -> Column:
    """Return the top-level physical column of `field`."""
    return F.col(quoted(field.column))


def value_of(field: Field, column: Column) -> Column:
    """Return the value of a field, given its physical column: null where it is absent or null."""
    return column.getField(BOX) if field.boxed else column


def is_present(field: Field, column: Column) -> Column:
    """Return whether a record has the field at all, given its physical column."""
    return column.isNotNull() if field.absent else F.lit(True)


def pack(field: Field, value: Column, present: Column) -> Column:
    """Return the physical column of `field` for a value and whether it is there; the inverse of `value_of`."""
    if not field.absent:
        return value
    if not field.boxed:
        return F.when(present, value)
    return F.when(present, F.struct(value.alias(BOX)))


def is_null_choice(type_: Choice, column: Column) -> Column:
    """Return whether a choice column holds no value in any of its alternatives."""
    empty = [column.getField(option.name).isNull() for option in type_.options]
    return reduce(lambda a, b: a & b, empty)


def struct_column(fields: list[tuple[str, Column]]) -> Column:
    """Return a struct of named columns; of no columns, the empty struct."""
    if not fields:
        return F.from_json(F.lit("{}"), spark_types.StructType([]))
    return F.struct(*[column.alias(name) for name, column in fields])


def plain_type(type_: Type) -> spark_types.DataType:
    """Return the type of a value as `toDF` shows it: no boxes, the fields' own names."""
    match type_:
        case Struct(fields):
            return spark_types.StructType([spark_types.StructField(f.name, plain_type(f.type)) for f in fields])
        case Choice(options):
            return spark_types.StructType([spark_types.StructField(o.name, plain_type(o)) for o in options])
        case Array(element):
            return spark_types.ArrayType(plain_type(element))
        case Map(value, key):
            return spark_types.MapType(plain_type(key), plain_type(value))
    return spark_type(type_)


def plain(type_: Type, column: Column) -> Column:
    """Return a value as `toDF` shows it, given its physical column."""
    if spark_type(type_) == plain_type(type_) and not _has_choice(type_):
        return column
    match type_:
        case Struct(fields):
            parts = [(f.name, plain(f.type, value_of(f, column.getField(f.column)))) for f in fields]
            return F.when(column.isNotNull(), struct_column(parts))
        case Choice(options):
            parts = [(o.name, plain(o, column.getField(o.name))) for o in options]
            return F.when(~is_null_choice(type_, column), struct_column(parts))
        case Array(element):
            return F.transform(column, lambda item: plain(element, item))
        case Map(value):
            return F.transform_values(column, lambda _, item: plain(value, item))
    return column


def _has_choice(type_: Type) -> bool:
    match type_:
        case Choice():
            return True
        case Struct(fields):
            return any(_has_choice(f.type) for f in fields)
        case Array(element):
            return _has_choice(element)
        case Map(value):
            return _has_choice(value)
    return False


def plain_dataframe(df: DataFrame, schema: Struct, convert: Callable[[Field, Column], Column] | None = None) -> DataFrame:
    """Return the DataFrame that `toDF` gives for a physical one."""
    if convert is None and plain_type(schema) == spark_struct(schema) and not _has_choice(schema):
        return df
    convert = convert or (lambda field, value: plain(field.type, value))
    return df.select(*[convert(f, value_of(f, field_column(f))).alias(f.name) for f in schema])
