"""Unpivot columns into rows."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.frame.physical import quoted
from etl.studio.names import Names, column, listed, others, unquoted


def unpivot(
    df: DataFrame, names: Names, name_column: str, value_column: str, *, include_nulls: bool = False
) -> DataFrame:
    """Return a row for each of some columns, with its name and its value in place of them; no row for a null."""
    values = [F.expr(column(df, name)) for name in listed(names)]
    kept = [F.col(quoted(name)) for name in others(df, listed(names))]
    rows = df.unpivot(tuple(kept), tuple(values), unquoted(name_column), unquoted(value_column))
    return rows if include_nulls else rows.where(f"{quoted(unquoted(value_column))} IS NOT NULL")
