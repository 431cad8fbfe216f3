"""Remove null rows."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql.types import ArrayType, MapType, StringType, StructField

from etl.frame.physical import Sql, quoted


def drop_null_rows(df: DataFrame, *, extended: bool = False) -> DataFrame:
    """Return the rows of which not all columns are null; `extended` takes "", [] and {} for null, too."""
    return df.where(" OR ".join(_says_something(field, extended) for field in df.schema) or "true")


def _says_something(field: StructField, extended: bool) -> Sql:
    column = quoted(field.name)
    if extended and isinstance(field.dataType, StringType):
        return f"coalesce({column} <> '', false)"
    if extended and isinstance(field.dataType, ArrayType | MapType):
        return f"coalesce(size({column}) > 0, false)"
    return f"{column} IS NOT NULL"
