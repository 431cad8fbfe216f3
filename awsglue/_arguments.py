"""Arguments that several methods of the context take in several spellings."""

from __future__ import annotations

from typing import Any

from etl.errors import OptionError
from etl.notice import warn

_NUMBERS_OF_PARTITIONS = {"minPartitions", "targetPartitions"}


def database_of(database: str | None, table_name: str | None, others: dict[str, Any]) -> tuple[str, str]:
    """Return database and table; `name_space`, the database's older name, is taken out of `others`, and strange ones.

    Raises:
        OptionError: One of them is missing, or the database is given under both names.
    """
    name_space = others.pop("name_space", None)
    if database is not None and name_space is not None:
        raise OptionError("name_space", name_space, f"database={database!r} is given, too: choose one")
    found = database if database is not None else name_space
    if found is None:
        raise OptionError("database", None, "name the database of the table")
    if table_name is None:
        raise OptionError("table_name", None, f"name the table of database {found!r}")
    for name in others.keys() - _NUMBERS_OF_PARTITIONS:
        warn(f"{name} is ignored: options of files, and of their format, belong in additional_options.")
        del others[name]
    return found, table_name
