"""Flatten: the fields of structs as columns."""

from __future__ import annotations

from collections.abc import Iterator

from pyspark.sql import DataFrame
from pyspark.sql.types import StructField, StructType

from etl.frame.paths import Path
from etl.frame.physical import Sql, member, quoted


def flatten(df: DataFrame, max_levels: int = 0, separator: str = ".") -> DataFrame:
    """Return the rows with each struct replaced by its fields, `max_levels` deep; 0 is all of them."""
    leaves = [leaf for field in df.schema for leaf in _leaves(field, (), quoted(field.name), max_levels or -1)]
    return df.selectExpr(*[f"{value} AS {quoted(separator.join(names))}" for names, value in leaves])


def _leaves(field: StructField, above: Path, value: Sql, levels: int) -> Iterator[tuple[Path, Sql]]:
    path = (*above, field.name)
    if not isinstance(field.dataType, StructType) or not levels:
        yield path, value
        return
    for inner in field.dataType:
        yield from _leaves(inner, path, member(value, inner.name), levels - 1)
