"""Array to columns: values of an array by their position."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.errors import OptionError
from etl.studio.names import Names, column, listed, unquoted


def array_to_columns(df: DataFrame, name: str, new_names: Names, indexes: Names | None = None) -> DataFrame:
    """Return the rows with a new column for some positions of an array; null where the array is shorter.

    Args:
        df: The rows.
        name: The column of arrays, which stays.
        new_names: The names of the new columns.
        indexes: The position for each of them, the first being 1; by default 1, 2, 3 and so on.

    Raises:
        OptionError: An index is no position, or there are not as many as there are names.
    """
    made, array = [unquoted(each) for each in listed(new_names)], column(df, name)
    places = [_place(each) for each in listed(indexes)] if indexes else list(range(len(made)))
    if len(places) != len(made):
        raise OptionError("gs_array_to_cols indexes", indexes, f"expected {len(made)}, one for each new column")
    return df.withColumns({new: F.expr(f"get({array}, {at})") for new, at in zip(made, places, strict=True)})


def _place(index: str) -> int:
    text = str(index)
    if not text.isdecimal() or int(text) < 1:
        raise OptionError("gs_array_to_cols indexes", index, "expected a position; the first is 1")
    return int(text) - 1
