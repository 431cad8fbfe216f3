"""Copies databases, with all that they hold, from one catalog to another: first what would be done, then the doing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from etl.catalog.contract import Catalog, Entity
from etl.catalog.errors import EntityNotFoundException

_DATABASE_INPUT = ("Name", "Description", "LocationUri", "Parameters")
_TABLE_INPUT = (
    "Name", "Description", "Owner", "LastAccessTime", "LastAnalyzedTime", "Retention", "StorageDescriptor",
    "PartitionKeys", "ViewOriginalText", "ViewExpandedText", "TableType", "Parameters", "TargetTable",
)  # fmt: skip
_PARTITION_INPUT = ("Values", "LastAccessTime", "StorageDescriptor", "Parameters", "LastAnalyzedTime")


@dataclass(frozen=True)
class Step:
    """One thing to be done.

    Attributes:
        action: `create`, `change` or `leave`.
        database: The database.
        table: The table; "" is the database itself.
    """

    action: str
    database: str
    table: str = ""

    def __str__(self) -> str:
        return f"{self.action} {self.database}{f'.{self.table}' if self.table else ''}"


def plan(source: Catalog, target: Catalog, databases: Sequence[str] = ()) -> Iterator[Step]:
    """Yield what copying would do.

    Args:
        source: Where from.
        target: Where to.
        databases: The databases to copy; all if there are none.

    Raises:
        EntityNotFoundException: The source has no such database.
    """
    for database in _databases(source, databases):
        name = database["Name"]
        there = _found(target.database, name)
        yield Step(_action(_part(database, _DATABASE_INPUT), there, _DATABASE_INPUT), name)
        for table in source.tables(name):
            known = _found(target.table, name, table["Name"]) if there else None
            yield Step(_action(_part(table, _TABLE_INPUT), known, _TABLE_INPUT), name, table["Name"])


def apply(source: Catalog, target: Catalog, databases: Sequence[str] = ()) -> Iterator[Step]:
    """Copy, and yield each step when it is done. Partitions that are there stay, others are added."""
    for step in plan(source, target, databases):
        if step.table:
            _copy_table(source, target, step)
        elif step.action != "leave":
            _copy_database(source, target, step)
        yield step


def _copy_database(source: Catalog, target: Catalog, step: Step) -> None:
    given = _part(source.database(step.database), _DATABASE_INPUT)
    if step.action == "create":
        target.create_database(given)
    else:
        target.update_database(step.database, given)


def _copy_table(source: Catalog, target: Catalog, step: Step) -> None:
    given = _part(source.table(step.database, step.table), _TABLE_INPUT)
    if step.action == "create":
        target.create_table(step.database, given)
    elif step.action == "change":
        target.update_table(step.database, given)
    if given.get("PartitionKeys"):
        partitions = (_part(one, _PARTITION_INPUT) for one in source.partitions(step.database, step.table))
        target.create_partitions(step.database, step.table, partitions)


def _databases(source: Catalog, names: Sequence[str]) -> list[Entity]:
    return [source.database(name) for name in names] if names else source.databases()


def _part(entity: Entity, names: Sequence[str]) -> dict[str, Any]:
    return {name: entity[name] for name in names if name in entity}


def _action(given: Entity, there: Entity | None, names: Sequence[str]) -> str:
    if there is None:
        return "create"
    return "leave" if _part(there, names) == given else "change"


def _found(find: Callable[..., Entity], *names: str) -> Entity | None:
    try:
        return find(*names)
    except EntityNotFoundException:
        return None
