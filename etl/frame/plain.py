"""The DataFrame that `toDF` gives: no boxes, the fields' own names, an explicit null of a choice as null."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import types as spark_types

from etl.frame.physical import (
    Sql,
    member,
    named_struct,
    null_choice,
    quoted,
    spark_type,
    transform,
    transform_values,
    value_of,
)
from etl.frame.types import Array, Choice, Map, Struct, Type


def plain_type(type_: Type) -> spark_types.DataType:
    """Return the type of a value as `toDF` shows it."""
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


def plain(type_: Type, value: Sql) -> Sql:
    """Return a value as `toDF` shows it, given the physical one."""
    if is_plain(type_):
        return value
    match type_:
        case Struct(fields):
            parts = [(f.name, plain(f.type, value_of(f, member(value, f.column)))) for f in fields]
            return f"CASE WHEN {value} IS NOT NULL THEN {named_struct(parts)} END"
        case Choice(options):
            parts = [(o.name, plain(o, member(value, o.name))) for o in options]
            return f"CASE WHEN NOT {null_choice(type_, value)} THEN {named_struct(parts)} END"
        case Array(element):
            return transform(value, lambda item: plain(element, item))
        case Map(inner):
            return transform_values(value, lambda item: plain(inner, item))
    return value


def is_plain(type_: Type) -> bool:
    """Return whether values of the type are stored as `toDF` shows them."""
    match type_:
        case Struct(fields):
            return all(f.column == f.name and not f.boxed and is_plain(f.type) for f in fields)
        case Choice():
            return False
        case Array(element):
            return is_plain(element)
        case Map(value):
            return is_plain(value)
    return True


def plain_dataframe(df: DataFrame, schema: Struct) -> DataFrame:
    """Return the DataFrame that `toDF` gives for the physical `df` of records of `schema`."""
    if is_plain(schema) and df.columns == schema.names:
        return df
    return df.selectExpr(*[f"{plain(f.type, value_of(f, quoted(f.column)))} AS {quoted(f.name)}" for f in schema])
