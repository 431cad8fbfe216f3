"""What `etl catalog` does: each command yields the lines that it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from etl.catalog import copying
from etl.catalog.contract import Catalog, Entity
from etl.catalog.errors import InvalidInputException
from etl.catalog.secrets import shown


def ls(catalog: Catalog, name: str) -> Iterator[str]:
    """List databases, or the tables of one."""
    if name:
        tables = [_row_of_table(table) for table in catalog.tables(name)]
        yield from _columns(tables) if tables else [f"The database {name} has no tables."]
        return
    rows = [(each["Name"], f"{len(catalog.table_names(each['Name']))} tables", each.get("Description") or "")
            for each in catalog.databases()]  # fmt: skip
    yield from _columns(rows) if rows else ["There are no databases yet."]


def show(catalog: Catalog, name: str) -> Iterator[str]:
    """Show a database or a table."""
    database, table = _split(name)
    if not table:
        found = catalog.database(database)
        yield from _columns(
            [(key, str(found[key])) for key in ("Name", "Description", "LocationUri") if found.get(key)]
        )
        yield from ls(catalog, database)
        return
    yield from _described_table(catalog, catalog.table(database, table))


def drop(catalog: Catalog, name: str) -> Iterator[str]:
    """Drop a database or a table."""
    database, table = _split(name)
    if table:
        catalog.delete_table(database, table)
    else:
        catalog.delete_database(database)
    yield f"Dropped {name}; its files are where they were."


def repair(catalog: Catalog, name: str) -> Iterator[str]:
    """Add the partitions whose folders are there."""
    from etl.catalog.repairing import add_found_partitions

    database, table = _split(name)
    added = add_found_partitions(catalog, database, table)
    yield from (f"added {values}" for values in added)
    if not added:
        yield f"The table {name} has a partition for every folder."


def copy(source: Catalog, target: Catalog, databases: Sequence[str], *, does: bool) -> Iterator[str]:
    """Copy databases, or tell what that would do."""
    steps = copying.apply(source, target, databases) if does else copying.plan(source, target, databases)
    counts: dict[str, int] = {}
    for step in steps:
        counts[step.action] = counts.get(step.action, 0) + 1
        yield str(step)
    if not counts:
        yield "There is nothing to copy."
    elif not does:
        yield "Nothing is done yet: give --yes to do it."


def described(catalog: Catalog, action: str, name: str) -> Any:
    """Return what `ls` or `show` tells, in the shapes of Glue's API."""
    if action == "ls":
        return list(catalog.tables(name)) if name else catalog.databases()
    if action != "show":
        raise InvalidInputException(f"--output json goes with ls and show, not with {action}.")
    database, table = _split(name)
    return catalog.table(database, table) if table else catalog.database(database)


def connections(catalog: Catalog) -> list[Entity]:
    """Return the connections as they may be shown."""
    return [shown(connection) for connection in catalog.connections()]


def _split(name: str) -> tuple[str, str]:
    database, _, table = name.partition(".")
    if not database:
        raise InvalidInputException(f"{name!r}: expected a database, or database.table")
    return database, table


def _row_of_table(table: Entity) -> tuple[str, ...]:
    keys = ", ".join(key["Name"] for key in table.get("PartitionKeys") or ())
    kind = (table.get("Parameters") or {}).get("classification") or str(table.get("TableType") or "").lower()
    return table["Name"], kind, f"by {keys}" if keys else "", _location(table)


def _described_table(catalog: Catalog, table: Entity) -> Iterator[str]:
    columns = (table.get("StorageDescriptor") or {}).get("Columns") or ()
    keys = table.get("PartitionKeys") or ()
    yield from _columns([(column["Name"], column.get("Type") or "", column.get("Comment") or "") for column in columns])
    if keys:
        number = sum(1 for _ in catalog.partitions(table["DatabaseName"], table["Name"]))
        yield f"in {number:,} partitions by"
        yield from _columns([(key["Name"], key.get("Type") or "") for key in keys])
    yield ""
    facts = [
        ("Location", _location(table)),
        ("Type", table.get("TableType") or ""),
        ("Version", table.get("VersionId") or ""),
    ]
    parameters = sorted((table.get("Parameters") or {}).items())
    yield from _columns([(key, value) for key, value in [*facts, *parameters] if value])


def _location(table: Entity) -> str:
    return str((table.get("StorageDescriptor") or {}).get("Location") or "")


def _columns(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their parts below each other."""
    table = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ("  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip() for row in table)
