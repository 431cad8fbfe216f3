"""Names of columns as generated scripts write them: plain, in back-quotes, or in lists with commas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyspark.sql import DataFrame

from etl.errors import UnknownNameError
from etl.frame.paths import parse_path
from etl.frame.physical import Sql, quoted

Names = str | Sequence[str]
"""A list, or a text in which commas separate the names."""


def listed(names: Names) -> list[str]:
    """Return the names of a list or a text.

    Example:
        >>> listed("year, month")
        ['year', 'month']
    """
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)


def unquoted(name: str) -> str:
    """Return the name of a column to make, without the back-quotes around it."""
    is_quoted = len(name) > 2 and name[0] == name[-1] == "`"
    return name[1:-1].replace("``", "`") if is_quoted else name


def column(df: DataFrame, name: str) -> Sql:
    """Return the expression of a column, or of a field in its structs.

    Raises:
        UnknownNameError: There is no such column.
    """
    if unquoted(name) in df.columns:
        return quoted(unquoted(name))
    first, *rest = parse_path(name)
    if first.lower() not in map(str.lower, df.columns):
        raise UnknownNameError("column", unquoted(name), df.columns)
    return ".".join(map(quoted, (first, *rest)))


def others(df: DataFrame, names: Iterable[str]) -> list[str]:
    """Return the columns that are not among `names`."""
    taken = {unquoted(name).lower() for name in names}
    return [each for each in df.columns if each.lower() not in taken]
