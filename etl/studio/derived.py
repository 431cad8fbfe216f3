"""Columns by SQL expressions of the other columns."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from etl.errors import OptionError
from etl.frame.physical import Sql, quoted
from etl.options import text
from etl.studio.names import check_free, folding, unquoted


def derive(df: DataFrame, name: str, expression: Sql) -> DataFrame:
    """Return the rows with a column by an expression that the script gives.

    Raises:
        OptionError: The expression is no text.
    """
    return with_column(df, name, text("gs_derived expr", expression))


def with_column(df: DataFrame, name: str, value: Sql | Column) -> DataFrame:
    """Return the rows with a column of that name, a new one or in the place of the one that there is."""
    return with_columns(df, "name of a column", [(name, value)])


def with_columns(df: DataFrame, option: str, made: Sequence[tuple[str, Sql | Column]]) -> DataFrame:
    """Return the rows with columns of those names, new ones or in the place of those that there are.

    Args:
        df: The rows.
        option: The helper and its argument that names them, for messages.
        made: The names and the values.

    Raises:
        OptionError: Two of them have one name, or one would take the place of several columns.
    """
    same, names, present = folding(df), [unquoted(name) for name, _ in made], df.columns
    check_free(option, names, (), same)
    for name in names:
        if sum(same(each) == same(name) for each in present) > 1:
            raise OptionError(option, name, "it would take the place of several columns; rename them before")
    values = [F.expr(value) if isinstance(value, str) else value for _, value in made]
    if len(set(map(same, present))) < len(present):
        return df.withColumns(dict(zip(names, values, strict=True)))
    new = {same(name): value.alias(name) for name, value in zip(names, values, strict=True)}
    return df.select(*[new.pop(same(each), F.col(quoted(each))) for each in present], *new.values())
