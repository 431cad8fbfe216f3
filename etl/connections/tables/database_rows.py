"""A table of the Data Catalog that is one of a database: the connection that reaches its rows."""

from __future__ import annotations

from etl.bookmarks.job_bookmark import JobBookmark
from etl.connections.contract import Connection, Request
from etl.connections.databases.from_catalog import place_of_table
from etl.connections.registry import get_connection
from etl.connections.tables.table import Table
from etl.frame.stage import Stage
from etl.notice import warn
from etl.options import Options


def rows_of(
    table: Table,
    options: Options | None,
    *,
    predicate: str = "",
    stage: Stage = Stage(),
    bookmark: JobBookmark | None = None,
) -> tuple[Connection, Request]:
    """Return what reads and writes the rows of a table, and what it is to be asked.

    Raises:
        OptionError: The table does not tell its name in the database, or the connection to it.
    """
    if predicate:
        warn(f"The condition {predicate!r} is ignored: the table {table.title} of a database has no partition keys.")
    connection_type, given = place_of_table(table.catalog, table.entity, options or {})
    return get_connection(connection_type), Request(given, stage=stage, bookmark=bookmark)
