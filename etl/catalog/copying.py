"""Copies databases, with all that they hold, and connections from one catalog to another, if wanted only in words.

What the target has and the source lacks stays as it is. Versions of tables are not copied, nor are secrets of
connections.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from etl.catalog import inputs
from etl.catalog.contract import Catalog, Entity, Input
from etl.catalog.errors import CatalogError, EntityNotFoundException, raise_failures
from etl.catalog.secrets import restored, secret_names, without_secrets
from etl.catalog.steps import CHANGE, CREATE, LEAVE, SKIP, Step

_AT_ONCE = 1000
"""How many partitions are held at a time."""

Known = Mapping[tuple[str, ...], int]
"""By the values of a partition, a number that changes with what the partition says."""


def plan(source: Catalog, target: Catalog, databases: Sequence[str] = ()) -> Iterator[Step]:
    """Yield what `apply` would do.

    Args:
        source: Where from.
        target: Where to.
        databases: The databases to copy; if there are none all, and the connections.

    Raises:
        EntityNotFoundException: The source has no such database.
    """
    return _Copying(source, target, does=False).steps(databases)


def apply(source: Catalog, target: Catalog, databases: Sequence[str] = ()) -> Iterator[Step]:
    """Copy, and yield each step when it is done; what was done stays if a later one fails."""
    return _Copying(source, target, does=True).steps(databases)


class _Copying:
    def __init__(self, source: Catalog, target: Catalog, *, does: bool) -> None:
        self._source = source
        self._target = target
        self._does = does

    def steps(self, databases: Sequence[str]) -> Iterator[Step]:
        found = [self._source.database(name) for name in databases] if databases else self._source.databases()
        for database in found:
            yield from self._database(database)
        if not databases:
            yield from _unless_refused("connection", "*", self._connections())

    def _database(self, database: Entity) -> Iterator[Step]:
        name, target = database["Name"], self._target
        there = _found(target.database, name)
        yield self._step(
            "database", name, database, there, target.create_database, partial(target.update_database, name)
        )
        for table in self._source.tables(name):
            yield from self._table(name, table)
        yield from _unless_refused("function", f"{name}.*", self._functions(name))

    def _table(self, database: str, table: Entity) -> Iterator[Step]:
        name, target = table["Name"], self._target
        there = _found(target.table, database, name)
        create, change = partial(target.create_table, database), partial(target.update_table, database)
        yield self._step("table", f"{database}.{name}", table, there, create, change)
        if table.get("PartitionKeys"):
            yield from self._partitions(database, name, is_there=there is not None)

    def _partitions(self, database: str, table: str, *, is_there: bool) -> Iterator[Step]:
        there = self._target.partitions(database, table) if is_there else ()
        known = {tuple(one["Values"]): _digest(inputs.partition_input(one)) for one in there}
        counts: Counter[str] = Counter()
        found = map(inputs.partition_input, self._source.partitions(database, table))
        while batch := list(itertools.islice(found, _AT_ONCE)):
            counts.update(self._copied(database, table, batch, known))
        for action in (CREATE, CHANGE, LEAVE):
            if counts[action]:
                yield Step(action, "partition", f"{database}.{table}", counts[action])

    def _copied(self, database: str, table: str, batch: Sequence[Input], known: Known) -> dict[str, int]:
        """Copy some partitions; return how many of them are made, changed and left."""
        new = [one for one in batch if tuple(one["Values"]) not in known]
        old = [one for one in batch if tuple(one["Values"]) in known]
        changed = [(one["Values"], one) for one in old if known[tuple(one["Values"])] != _digest(one)]
        if self._does and new:
            raise_failures(f"{database}.{table}", self._target.create_partitions(database, table, new))
        if self._does and changed:
            raise_failures(f"{database}.{table}", self._target.update_partitions(database, table, changed))
        return {CREATE: len(new), CHANGE: len(changed), LEAVE: len(old) - len(changed)}

    def _functions(self, database: str) -> Iterator[Step]:
        target = self._target
        for function in self._source.functions(database):
            name = function["FunctionName"]
            there = _found(target.function, database, name)
            create, change = partial(target.create_function, database), partial(target.update_function, database, name)
            yield self._step("function", f"{database}.{name}", function, there, create, change)

    def _connections(self) -> Iterator[Step]:
        target = self._target
        for connection in self._source.connections():
            name, secrets = connection["Name"], secret_names(connection)
            there = _found(target.connection, name)
            change = partial(_change_connection, target, there or {})
            step = self._step("connection", name, connection, there, target.create_connection, change)
            is_less = secrets and there is None
            yield replace(step, note=f"without {', '.join(secrets)}") if is_less else step

    def _step(
        self,
        kind: str,
        name: str,
        entity: Entity,
        there: Entity | None,
        create: Callable[[Input], None],
        change: Callable[[Input], None],
    ) -> Step:
        """Make or change a thing unless it is there as it should be, or only tell of it."""
        given = _INPUTS[kind](entity)
        action = CREATE if there is None else LEAVE if _digest(_INPUTS[kind](there)) == _digest(given) else CHANGE
        if self._does and action != LEAVE:
            (create if action == CREATE else change)(given)
        return Step(action, kind, name)


def _change_connection(target: Catalog, there: Entity, given: Input) -> None:
    target.update_connection(there["Name"], restored(given, there))


def _open_input(connection: Entity) -> dict[str, Any]:
    return inputs.connection_input(without_secrets(connection))


_INPUTS: Mapping[str, Callable[[Entity], dict[str, Any]]] = {
    "database": inputs.database_input,
    "table": inputs.table_input,
    "function": inputs.function_input,
    "connection": _open_input,
}


def _unless_refused(kind: str, name: str, steps: Iterator[Step]) -> Iterator[Step]:
    """Yield steps; where the server does not know the things at all, or keeps them from the user, say so."""
    try:
        yield from steps
    except CatalogError as error:
        if type(error) is not CatalogError:
            raise
        yield Step(SKIP, kind, name, note=str(error).splitlines()[0])


def _found(find: Callable[..., Entity], *names: str) -> Entity | None:
    try:
        return find(*names)
    except EntityNotFoundException:
        return None


def _digest(value: Any) -> int:
    """Return a number that is one for all values that say the same.

    Members of an object that are empty say nothing: some catalogs leave them out of their answers, others do not.
    """
    if isinstance(value, dict):
        members = ((name, _digest(member)) for name, member in value.items())
        said = frozenset(member for member in members if member[1])
        return hash(said) if said else 0
    if isinstance(value, list):
        return hash(tuple(map(_digest, value))) if value else 0
    return hash(value) if value else 0
