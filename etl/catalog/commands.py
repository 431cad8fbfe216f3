"""What `etl catalog` does and tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from etl.catalog import copying, display
from etl.catalog.contract import Catalog
from etl.catalog.errors import InvalidInputException
from etl.catalog.secrets import shown
from etl.catalog.steps import CHANGE, CREATE, DROP, Step
from etl.told import Told


def ls(catalog: Catalog, database: str, table: str) -> Told:
    """List databases, the tables of one, or the partitions of a table."""
    if database and not table:
        database, table = _split(database)
    if table:
        entity, found = catalog.table(database, table), catalog.partitions(database, table)
        return Told(display.partitions(entity, found), lambda: list(found))
    if database:
        tables = catalog.tables(database)
        return Told(display.tables(database, tables), lambda: list(tables))
    databases = catalog.databases()
    return Told(display.databases(catalog, databases), lambda: databases)


def show(catalog: Catalog, name: str) -> Told:
    """Show a database or a table."""
    database, table = _split(name)
    if table:
        found = catalog.table(database, table)
        return Told(display.table(found, catalog), lambda: found)
    entity = catalog.database(database)
    return Told(display.database(entity, catalog), lambda: entity)


def connections(catalog: Catalog, name: str) -> Told:
    """List connections, or show one, without their secrets."""
    if name:
        entity = shown(catalog.connection(name))
        return Told(display.connection(entity), lambda: entity)
    found = [shown(connection) for connection in catalog.connections()]
    return Told(display.connections(found), lambda: found)


def drop(catalog: Catalog, name: str) -> Told:
    """Drop a database or a table; files of tables stay."""
    return _told(_dropped(catalog, name), lambda _: "The files of tables are where they were.")


def repair(catalog: Catalog, name: str) -> Told:
    """Add the partitions whose folders are there."""
    from etl.catalog.repairing import add_found_partitions

    nothing = f"The table {name} has a partition for every folder."
    return _told(add_found_partitions(catalog, *_split(name)), lambda actions: "" if actions else nothing)


def copy(source: Catalog, target: Catalog, databases: Sequence[str], *, does: bool) -> Told:
    """Copy databases, or tell what that would do."""
    steps = copying.apply(source, target, databases) if does else copying.plan(source, target, databases)

    def ending(actions: set[str]) -> str:
        if not actions & {CREATE, CHANGE}:
            return "All that there is to copy is there." if actions else "There is nothing to copy."
        return "" if does else "Nothing is done yet: give --yes to do it."

    return _told(steps, ending)


def _told(steps: Iterator[Step], ending: Callable[[set[str]], str]) -> Told:
    """Tell of steps and, for people, what their actions come to."""
    return Told(_lines(steps, ending), lambda: [asdict(step) for step in steps])


def _lines(steps: Iterator[Step], ending: Callable[[set[str]], str]) -> Iterator[str]:
    actions = set()
    for step in steps:
        actions.add(step.action)
        yield str(step)
    if last := ending(actions):
        yield last


def _dropped(catalog: Catalog, name: str) -> Iterator[Step]:
    database, table = _split(name)
    if table:
        catalog.delete_table(database, table)
    else:
        catalog.delete_database(database)
    yield Step(DROP, "table" if table else "database", name)


def _split(name: str) -> tuple[str, str]:
    database, dot, table = name.partition(".")
    if not database or (dot and not table):
        raise InvalidInputException(f"{name!r}: expected a database, or database.table")
    return database, table
