"""Functions of columns that Glue has and pyspark.sql.functions spells otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from pyspark.sql import Column, functions

ColumnOrName = Column | str


def replace_array_element(array: ColumnOrName, replacement: ColumnOrName, position: int) -> Column:
    """Return the array with another value at a position, counted from 0; a position beyond its end changes nothing."""
    value = functions.col(replacement) if isinstance(replacement, str) else replacement
    return functions.transform(
        array, lambda element, place: functions.when(place == position, value).otherwise(element)
    )


def named_struct(*columns: ColumnOrName | Iterable[ColumnOrName]) -> Column:
    """Return a struct of names (literals) and values in turn; one list of them will do."""
    only = columns[0] if len(columns) == 1 else None
    given = list(only) if isinstance(only, Iterable) and not isinstance(only, Column | str) else list(columns)
    return functions.named_struct(*given)


def explode_with_index(array: ColumnOrName) -> Column:
    """Return a row for each element: its position as `index`, counted from 0, and the element as `val`."""
    return functions.posexplode(array).alias("index", "val")
