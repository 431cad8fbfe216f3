"""Derived column: an SQL expression of the other columns."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.frame.physical import Sql
from etl.studio.names import unquoted


def with_column(df: DataFrame, name: str, expression: Sql) -> DataFrame:
    """Return the rows with a column of that name, a new one or in the place of the one that there is."""
    return df.withColumn(unquoted(name), F.expr(expression))
