"""Concatenate columns: their texts as one."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.frame.physical import Sql, literal
from etl.options import text
from etl.studio.derived import with_column
from etl.studio.names import Names, column, listed


def concatenate(
    df: DataFrame, new_name: str, names: Names, spacer: str | None = None, null_replacement: str | None = None
) -> DataFrame:
    """Return the rows with the texts of columns as one, in the order given.

    Args:
        df: The rows.
        new_name: The new column.
        names: The columns, of any type.
        spacer: Stands between two of them; nothing by default.
        null_replacement: Stands for a null; nothing by default.

    Raises:
        OptionError: An argument is of another type.
    """
    between, null = text("gs_concat spacer", spacer or ""), text("gs_concat nullReplacement", null_replacement or "")
    texts = [_text(column(df, name), null) for name in listed("gs_concat colList", names)]
    return with_column(df, new_name, f"concat_ws({', '.join([literal(between), *texts])})")


def _text(value: Sql, null: str) -> Sql:
    return f"coalesce(CAST({value} AS string), {literal(null)})"
