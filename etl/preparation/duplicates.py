"""FlagDuplicateRows and FlagDuplicatesInColumn: rows that have come before."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import DataFrame

from etl.frame.physical import literal, quoted
from etl.studio.names import column, unquoted

_PLACE = "__place"


def flag_duplicates(
    df: DataFrame, names: Sequence[str], target: str, true: str, false: str, *, index: int | None = None
) -> DataFrame:
    """Return the rows with a text that says whether an earlier row has the same values in some columns.

    Args:
        df: The rows.
        names: The columns to compare; nulls are the same.
        target: The new column.
        true: What it says of a duplicate.
        false: What it says of any other row.
        index: Its place among the columns, the first being 0; the last one by default.
    """
    keys = ", ".join(column(df, name) for name in names)
    number = f"row_number() OVER (PARTITION BY {keys} ORDER BY {_PLACE})"
    flag = f"if({number} > 1, {literal(true)}, {literal(false)}) AS {quoted(unquoted(target))}"
    columns = [quoted(each) for each in df.columns if each != unquoted(target)]
    columns.insert(len(columns) if index is None else index, flag)
    placed = df.selectExpr("*", f"monotonically_increasing_id() AS {_PLACE}")
    return placed.selectExpr(*columns, _PLACE).orderBy(_PLACE).drop(_PLACE)
