"""Flatten: the fields of structs as columns."""

from __future__ import annotations

from collections.abc import Iterator

from pyspark.sql import DataFrame
from pyspark.sql.types import StructField, StructType

from etl.frame.paths import Path
from etl.frame.physical import Sql, member, quoted
from etl.options import text, whole_number
from etl.studio.names import check_free


def flatten(df: DataFrame, max_levels: int = 0, separator: str = ".") -> DataFrame:
    """Return the rows with each struct replaced by its fields.

    Args:
        df: The rows.
        max_levels: How deep; 0 is all levels.
        separator: Stands between the names of a struct and of its field.

    Raises:
        OptionError: Two columns would have one name, or an argument is of another type.
    """
    levels, between = whole_number("gs_flatten maxLevels", max_levels), text("gs_flatten separator", separator)
    leaves = [leaf for field in df.schema for leaf in _leaves(field, (), quoted(field.name), levels or -1)]
    names = [between.join(path) for path, _ in leaves]
    check_free("gs_flatten separator", names, ())
    return df.selectExpr(*[f"{value} AS {quoted(name)}" for name, (_, value) in zip(names, leaves, strict=True)])


def _leaves(field: StructField, above: Path, value: Sql, levels: int) -> Iterator[tuple[Path, Sql]]:
    path = (*above, field.name)
    if not isinstance(field.dataType, StructType) or not levels:
        yield path, value
        return
    for inner in field.dataType:
        yield from _leaves(inner, path, member(value, inner.name), levels - 1)
