"""Columns of a table as SQL names them, whatever the case they are kept in."""

from __future__ import annotations

from collections.abc import Iterable

from etl.connections.databases.database import Database
from etl.errors import UnknownNameError

_QUOTES = ('"', "`", "[")


def sql_names(database: Database, relation: str, option: str, names: Iterable[str]) -> list[str]:
    """Return columns in the quotes of the database; a name that has quotes stays as it is.

    Args:
        database: Where the table is.
        relation: The table, or a query in parentheses.
        option: What names the columns, for messages.
        names: The columns; where no column has such a name, case does not count.

    Raises:
        UnknownNameError: There is no such column.
    """
    given = list(names)
    if all(name.startswith(_QUOTES) for name in given):
        return given
    columns = database.read(relation, {}, []).columns
    return [name if name.startswith(_QUOTES) else database.quoted(_found(columns, option, name)) for name in given]


def _found(columns: list[str], option: str, name: str) -> str:
    alike = [name, *(column for column in columns if column.lower() == name.lower())]
    found = next((column for column in alike if column in columns), None)
    if found is None:
        raise UnknownNameError(f"column of {option}", name, columns)
    return found
