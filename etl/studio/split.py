"""Split string: a text as the array of its parts."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.frame.physical import literal
from etl.studio.derived import with_column
from etl.studio.names import column
from etl.studio.regular_expressions import group_count


def split(df: DataFrame, name: str, pattern: str, new_name: str | None = None) -> DataFrame:
    """Return the rows with a text split where a regular expression of Java matches; the text goes unless renamed.

    Raises:
        OptionError: The pattern is no regular expression.
    """
    group_count(df.sparkSession, "gs_split pattern", pattern)
    return with_column(df, new_name or name, f"split({column(df, name)}, {literal(pattern)})")
