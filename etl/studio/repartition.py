"""Autobalance processing: the rows spread evenly over partitions."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.options import positive_number


def repartition(df: DataFrame, number: str | int | None = None) -> DataFrame:
    """Return the rows in that many partitions; by default in as many as Spark has cores.

    Raises:
        OptionError: It is given and is no whole number above zero.
    """
    if number in (None, ""):
        return df.repartition(df.sparkSession.sparkContext.defaultParallelism)
    return df.repartition(positive_number("gs_repartition numPartitionsStr", number))
