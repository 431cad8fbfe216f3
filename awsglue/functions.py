"""Column functions that Amazon's library adds to those of pyspark.sql.functions."""

from __future__ import annotations

from collections.abc import Iterable

from pyspark.sql import Column

from etl.frame import column_functions


def replaceArrayElement(srcCol: Column | str, replaceCol: Column | str, idx: int) -> Column:
    """Return an array whose element at `idx`, counted from 0, is replaced by the value of a column."""
    return column_functions.replace_array_element(srcCol, replaceCol, idx)


def namedStruct(*cols: Column | str | Iterable[Column | str]) -> Column:
    """Return a struct of names and values in turn, given one by one or as a list; names are literals."""
    return column_functions.named_struct(*cols)


def explodeWithIndex(col: Column | str) -> Column:
    """Return a row for each element of an array: its position as `index`, and the element as `val`."""
    return column_functions.explode_with_index(col)
