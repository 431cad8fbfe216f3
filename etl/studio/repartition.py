"""Autobalance processing: the rows spread evenly over partitions."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.errors import OptionError


def repartition(df: DataFrame, number: str | int | None = None) -> DataFrame:
    """Return the rows in that many partitions; by default in as many as Spark has cores.

    Raises:
        OptionError: It is no whole number above zero.
    """
    text = str(number or df.sparkSession.sparkContext.defaultParallelism)
    if not text.isdecimal() or int(text) < 1:
        raise OptionError("gs_repartition numPartitionsStr", number, "expected a whole number above zero")
    return df.repartition(int(text))
