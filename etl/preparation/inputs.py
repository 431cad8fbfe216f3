"""What a transform works on: a column, or one value for all rows."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.errors import OptionError
from etl.frame.physical import Sql, literal
from etl.studio.names import column


def given(df: DataFrame, source_column: str | None, value: object) -> Sql:
    """Return the expression of the column, or of the value.

    Raises:
        OptionError: Both are given, or neither.
    """
    if (source_column is None) == (value is None):
        raise OptionError("source_column", source_column, "expected either source_column or value")
    return column(df, source_column) if source_column is not None else literal(str(value))
