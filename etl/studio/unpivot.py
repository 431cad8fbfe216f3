"""Unpivot columns into rows."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.frame.physical import quoted
from etl.studio.names import Names, check_free, column, folding, listed, others, unquoted


def unpivot(
    df: DataFrame, names: Names, name_column: str, value_column: str, *, include_nulls: bool = False
) -> DataFrame:
    """Return a row for each of some columns, with its name and its value in place of them; no row for a null.

    Args:
        df: The rows.
        names: The columns.
        name_column: The new column of their names.
        value_column: The new column of their values.
        include_nulls: Whether there are rows for nulls, too.

    Raises:
        OptionError: A new column has the name of one that stays.
    """
    given = listed("gs_unpivot colList", names)
    values, kept, same = [F.expr(column(df, name)) for name in given], others(df, given), folding(df)
    names_column, values_column = unquoted(name_column), unquoted(value_column)
    check_free("gs_unpivot nameCol", [names_column], kept, same)
    check_free("gs_unpivot valueCol", [values_column], [*kept, names_column], same)
    rows = df.unpivot(tuple(F.col(quoted(name)) for name in kept), tuple(values), names_column, values_column)
    return rows if include_nulls else rows.where(f"{quoted(values_column)} IS NOT NULL")
