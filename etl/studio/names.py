"""Names of columns as generated scripts write them: plain, in back-quotes, or in lists with commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pyspark.sql import DataFrame
from pyspark.sql.types import ArrayType, DataType, MapType, StructType

from etl.errors import OptionError, UnknownNameError
from etl.frame.paths import parse_path, show_path
from etl.frame.physical import Sql, quoted

Names = str | Sequence[str]
"""A list, or a text in which commas separate the names."""

_COMMA = re.compile(r",(?=(?:[^`]*`[^`]*`)*[^`]*\Z)")
"""A comma that an even number of back-quotes follows: one outside of them."""


def listed(option: str, names: Names) -> list[str]:
    """Return the names of a list or a text; a comma in back-quotes belongs to a name.

    Args:
        option: The helper and its argument, for messages.
        names: What the script gives.

    Raises:
        OptionError: It is neither a list nor a text, or there is nothing in it.

    Example:
        >>> listed("gs_concat colList", "year, `month, day`")
        ['year', '`month, day`']
    """
    found = [name.strip() for name in _COMMA.split(names)] if isinstance(names, str) else names
    if not isinstance(found, list | tuple) or not any(found) or not all(isinstance(name, str) for name in found):
        raise OptionError(option, names, "expected names, in a list or in a text with commas")
    return list(found)


def unquoted(name: str) -> str:
    """Return the name of a column to make, without the back-quotes around it.

    Raises:
        OptionError: It is no text, or an empty one.
    """
    if not isinstance(name, str) or not name:
        raise OptionError("name of a column", name, "expected a text that is not empty")
    is_quoted = len(name) > 2 and name[0] == name[-1] == "`"
    return name[1:-1].replace("``", "`") if is_quoted else name


def column(df: DataFrame, name: str) -> Sql:
    """Return the expression of a column, or of a field in its structs.

    Raises:
        UnknownNameError: There is no such column or field.
    """
    if unquoted(name) in df.columns:
        return quoted(unquoted(name))
    same, (first, *rest) = folding(df), parse_path(name)
    types = {same(field.name): field.dataType for field in df.schema}
    if same(first) not in types:
        raise UnknownNameError("column", unquoted(name), df.columns)
    _check_fields(types[same(first)], first, rest, same)
    return ".".join(map(quoted, (first, *rest)))


def _check_fields(type_: DataType, above: str, steps: Sequence[str], same: Callable[[str], str]) -> None:
    if not steps or isinstance(type_, MapType):
        return
    inner = type_.elementType if isinstance(type_, ArrayType) else type_
    if not isinstance(inner, StructType):
        raise OptionError("name of a column", show_path((above, *steps)), f"{above} is {type_.simpleString()}")
    types = {same(field.name): field.dataType for field in inner}
    if same(steps[0]) not in types:
        raise UnknownNameError(f"field of {above}", steps[0], inner.names)
    _check_fields(types[same(steps[0])], show_path((above, steps[0])), steps[1:], same)


def folding(df: DataFrame) -> Callable[[str], str]:
    """Return a function that makes names alike which mean one column in the session of `df`."""
    return str if df.sparkSession.conf.get("spark.sql.caseSensitive") == "true" else str.lower


def others(df: DataFrame, names: Iterable[str]) -> list[str]:
    """Return the columns that are not among `names`."""
    same = folding(df)
    taken = {same(unquoted(name)) for name in names}
    return [each for each in df.columns if same(each) not in taken]


def check_free(option: str, names: Iterable[str], taken: Iterable[str], same: Callable[[str], str] = str) -> None:
    """Raise an error if a new column has the name of one that stays, or of another new one.

    Args:
        option: The helper and its argument, for messages.
        names: The names of the new columns.
        taken: Those of the columns that stay.
        same: Makes names alike that mean one column.

    Raises:
        OptionError: There would be two columns of a name.
    """
    seen = set(map(same, taken))
    for name in names:
        if same(name) in seen:
            raise OptionError(
                option, name, "there would be two columns of this name; give another, or rename a column before"
            )
        seen.add(same(name))
