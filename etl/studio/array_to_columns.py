"""Array to columns: values of an array by their position."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql.types import ArrayType

from etl.errors import OptionError
from etl.studio.derived import with_columns
from etl.studio.names import Names, column, listed

Indexes = str | int | list[str | int]
"""Positions in a list, or in a text with commas; one alone."""

_LAST = 2**31 - 1
"""No array has more values."""


def array_to_columns(df: DataFrame, name: str, new_names: Names, indexes: Indexes | None = None) -> DataFrame:
    """Return the rows with a new column for some positions of an array; null where the array is shorter.

    Args:
        df: The rows.
        name: The column of arrays, which stays.
        new_names: The names of the new columns.
        indexes: The position for each of them, the first being 1; by default 1, 2, 3 and so on.

    Raises:
        OptionError: The column holds no arrays, an index is no position, or there are not as many as there are names.
    """
    made, array = listed("gs_array_to_cols colList", new_names), column(df, name)
    type_ = df.selectExpr(array).schema[0].dataType
    if not isinstance(type_, ArrayType):
        raise OptionError(
            "gs_array_to_cols colName", name, f"expected a column of arrays; it is {type_.simpleString()}"
        )
    places = list(range(len(made))) if indexes in (None, "", []) else _places(indexes)
    if len(places) != len(made):
        raise OptionError("gs_array_to_cols indexes", indexes, f"expected {len(made)}, one for each new column")
    found = [(new, f"get({array}, {at})") for new, at in zip(made, places, strict=True)]
    return with_columns(df, "gs_array_to_cols colList", found)


def _places(indexes: Indexes | None) -> list[int]:
    given = indexes if isinstance(indexes, list | tuple) else str(indexes).split(",")
    return [_place(str(each).strip()) for each in given]


def _place(index: str) -> int:
    if not index.isdecimal() or not 1 <= int(index) <= _LAST:
        raise OptionError("gs_array_to_cols indexes", index, "expected a position in an array; the first is 1")
    return int(index) - 1
