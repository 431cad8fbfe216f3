"""A value as one text: a nested one as JSON, a choice as whatever it is, bytes in base64."""

from __future__ import annotations

from pyspark.sql import Column, SparkSession
from pyspark.sql import functions as F

from etl.frame.casting import cast
from etl.frame.physical import Sql, member
from etl.frame.types import BINARY, STRING, Array, Choice, Field, Map, Struct, Type
from etl.jvm.records import record_text

_AROUND = len('{"v":'), len('{"v":}')
"""How many characters stand before, and altogether around, the one value of a record of JSON."""


def value_text(spark: SparkSession, type_: Type, value: Sql) -> Column:
    """Return a physical value of a type as text; null where it is null.

    Example:
        A struct gives `{"x":1}`, a choice of int and string `1` or `one`.
    """
    match type_:
        case Choice(options):
            return F.coalesce(*[value_text(spark, option, member(value, option.name)) for option in options])
        case Struct() | Array() | Map():
            return _json(spark, type_, F.expr(value))
        case _ if type_ == BINARY:
            return F.regexp_replace(F.base64(F.expr(value)), "[\r\n]", "")  # Spark 3.5 divides it into lines
    return F.expr(cast(type_, value, STRING))


def _json(spark: SparkSession, type_: Type, value: Column) -> Column:
    record = record_text(spark, Struct((Field("v", type_),)), style="compact")(F.struct(value))
    before, around = _AROUND
    return F.when(value.isNotNull(), record.substr(F.lit(before + 1), F.length(record) - around))
