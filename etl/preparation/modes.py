"""FillWithMode: nulls become the commonest value."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import NumericType

from etl.errors import OptionError, UnknownNameError
from etl.frame.physical import Sql
from etl.studio.names import column, unquoted

_OF_TIES: dict[str, Sql] = {
    "MINIMUM": "min(value)",
    "MAXIMUM": "max(value)",
    "AVERAGE": "avg(value)",
    "NONE": "CASE WHEN count(*) = 1 THEN max(value) END",
}
"""What is taken of several values that are equally common."""


def fill_with_mode(df: DataFrame, name: str, ties: str) -> DataFrame:
    """Return the rows with nulls of a column filled; with `NONE` not if several values are equally common.

    Raises:
        UnknownNameError: `ties` is not MINIMUM, MAXIMUM, AVERAGE or NONE.
        OptionError: It is AVERAGE, and the column holds no numbers.
    """
    if ties not in _OF_TIES:
        raise UnknownNameError("mode_type of FillWithMode", ties, _OF_TIES)
    value = F.expr(column(df, name))
    type_ = df.select(value).schema[0].dataType
    if ties == "AVERAGE" and not isinstance(type_, NumericType):
        raise OptionError("FillWithMode mode_type", ties, f"{name} is {type_.simpleString()}, which has no average")
    counts = df.where(value.isNotNull()).groupBy(value.alias("value")).count()
    most = counts.agg(F.max("count").alias("most"))
    modes = counts.join(F.broadcast(most), F.col("count") == F.col("most")).selectExpr(f"{_OF_TIES[ties]} AS __mode")
    filled = df.crossJoin(F.broadcast(modes))
    return filled.withColumn(unquoted(name), F.coalesce(value, F.col("__mode"))).drop("__mode")
