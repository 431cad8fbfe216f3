"""The partitions of one table, in a file of SQLite, where a condition finds some of millions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.catalog.contract import Entity, Failure, Input, Segment, Values
from etl.catalog.errors import AlreadyExistsException, CatalogDataError, EntityNotFoundException, InvalidInputException
from etl.catalog.expressions import Condition, Key
from etl.catalog.shapes import STORAGE
from etl.storage.shapes import TEXT, TEXTS, Object, Shape

FORMAT = 1
_PATIENCE = 60.0
"""Seconds for which a write waits for others."""

_LOCATION = "Location"
_BODY = Object({"CreationTime": TEXT, "LastAccessTime": TEXT, "Parameters": TEXTS}, ("CreationTime",))
"""What is kept of a partition besides its values and its files."""


class PartitionFile:
    """Partitions by the values of the keys.

    Args:
        file: The file, which is made by the first partition.
        keys: The partition keys of the table.
    """

    def __init__(self, file: Path, keys: Sequence[Key]) -> None:
        self._file = file
        self._keys = keys

    def select(self, condition: Condition, segment: Segment | None = None) -> Iterator[Entity]:
        """Yield the partitions that fulfil a condition, in the order of their values."""
        where, values = condition
        if segment is not None:
            where, values = f"{where} AND id % ? = ?", (*values, segment.total, segment.number)
        order = ", ".join(f"k{number}" for number in range(len(self._keys))) or "id"
        with self._made() as database:
            if database is None:
                return
            descriptors = _Descriptors(database)
            query = f"SELECT vals, location, descriptor, body FROM partitions WHERE {where} ORDER BY {order}"  # noqa: S608
            for row in database.execute(query, values):
                yield self._entity(row, descriptors)

    def find(self, values: Values) -> Entity | None:
        """Return the partition of some values."""
        with self._made() as database:
            if database is None:
                return None
            query = "SELECT vals, location, descriptor, body FROM partitions WHERE vals = ?"
            row = database.execute(query, (_text(values),)).fetchone()
            return self._entity(row, _Descriptors(database)) if row else None

    def add(self, given: Iterable[Input]) -> list[Failure]:
        """Add partitions, all in one step; return those that are there already."""
        now = datetime.now(UTC).isoformat()
        failures: list[Failure] = []
        with self._changed() as database:
            descriptors = _Descriptors(database)
            for partition in given:
                row = self._row(partition, descriptors, {"CreationTime": now})
                marks = ", ".join("?" * len(row))
                done = database.execute(f"INSERT OR IGNORE INTO partitions VALUES (NULL, {marks})", row)  # noqa: S608
                if not done.rowcount:
                    failures.append(_failure(partition["Values"], AlreadyExistsException))
        return failures

    def replace(self, given: Iterable[tuple[Values, Input]]) -> list[Failure]:
        """Put partitions in the place of those of some values; return those that are not there."""
        failures: list[Failure] = []
        columns = ", ".join(f"{name} = ?" for name in self._columns())
        with self._changed() as database:
            descriptors = _Descriptors(database)
            for values, partition in given:
                body = database.execute("SELECT body FROM partitions WHERE vals = ?", (_text(values),)).fetchone()
                if body is None:
                    failures.append(_failure(values, EntityNotFoundException))
                    continue
                row = self._row(partition, descriptors, {"CreationTime": json.loads(body[0])["CreationTime"]})
                try:
                    database.execute(f"UPDATE partitions SET {columns} WHERE vals = ?", (*row, _text(values)))  # noqa: S608
                except sqlite3.IntegrityError:
                    failures.append(_failure(partition["Values"], AlreadyExistsException))
        return failures

    def remove(self, given: Iterable[Values]) -> list[Failure]:
        """Delete partitions; return those that are not there."""
        delete = "DELETE FROM partitions WHERE vals = ?"
        with self._changed() as database:
            missing = [values for values in given if not database.execute(delete, (_text(values),)).rowcount]
        return [_failure(values, EntityNotFoundException) for values in missing]

    def is_empty(self) -> bool:
        """Return whether there is no partition."""
        return next(self.select(Condition("1", ())), None) is None

    def _entity(self, row: Any, descriptors: _Descriptors) -> Entity:
        try:
            return _entity(row, descriptors)
        except ValueError as error:
            raise CatalogDataError(str(self._file), 0, f"the partition {row[0]} cannot be read: {error}") from error

    def _columns(self) -> list[str]:
        return [*(f"k{number}" for number in range(len(self._keys))), "vals", "location", "descriptor", "body"]

    def _row(self, partition: Input, descriptors: _Descriptors, times: Entity) -> list[Any]:
        values = partition["Values"]
        if len(values) != len(self._keys) or not all(isinstance(value, str) for value in values):
            names = [key.name for key in self._keys]
            raise InvalidInputException(f"A partition with the values {list(values)}, where the keys are {names}.")
        descriptor = dict(partition.get("StorageDescriptor") or {})
        location = descriptor.pop(_LOCATION, None)
        others = {k: v for k, v in partition.items() if k not in ("Values", "StorageDescriptor")}
        body = json.dumps({**others, **times}, sort_keys=True, default=lambda value: value.isoformat())
        stored = [key.stored(value) for key, value in zip(self._keys, values, strict=True)]
        return [*stored, _text(values), location, descriptors.number(descriptor), body]

    @contextmanager
    def _changed(self) -> Iterator[sqlite3.Connection]:
        """Give the file, of which all changes or none take effect at the end."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                self._make_tables(database)
                yield database
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")

    @contextmanager
    def _made(self) -> Iterator[sqlite3.Connection | None]:
        """Give the file to read, or None where no partition was ever added."""
        if not self._file.exists():
            yield None
            return
        with self._opened() as database:
            yield database if _version(database) else None

    def _make_tables(self, database: sqlite3.Connection) -> None:
        if _version(database):
            return
        keys = [f"k{number}" for number in range(len(self._keys))]
        columns = ", ".join([*keys, "vals TEXT UNIQUE", "location TEXT", "descriptor INTEGER", "body TEXT"])
        database.execute(f"CREATE TABLE partitions (id INTEGER PRIMARY KEY, {columns})")
        database.execute("CREATE TABLE descriptors (id INTEGER PRIMARY KEY, body TEXT UNIQUE)")
        for first in range(len(keys)):
            database.execute(f"CREATE INDEX by_{keys[first]} ON partitions ({', '.join(keys[first:])})")
        database.execute(f"PRAGMA user_version = {FORMAT}")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            version = _version(database)
            if version > FORMAT:
                raise CatalogDataError(
                    str(self._file), 0, f"its format is {version}; this version of local-glue reads {FORMAT}"
                )
            yield database
        except sqlite3.DatabaseError as error:
            raise CatalogDataError(str(self._file), 0, f"it cannot be used: {error}") from error
        finally:
            database.close()


class _Descriptors:
    """What partitions say of their files, kept once however many say the same."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._numbers: dict[str, int] = {}
        self._bodies: dict[int, Entity] = {}

    def number(self, descriptor: Entity) -> int:
        """Return the number of a descriptor, which is kept from now on."""
        text = json.dumps(descriptor, sort_keys=True)
        if text not in self._numbers:
            self._database.execute("INSERT OR IGNORE INTO descriptors VALUES (NULL, ?)", (text,))
            found = self._database.execute("SELECT id FROM descriptors WHERE body = ?", (text,)).fetchone()
            self._numbers[text] = found[0]
        return self._numbers[text]

    def body(self, number: int) -> Entity:
        """Return a descriptor by its number."""
        if number not in self._bodies:
            row = self._database.execute("SELECT body FROM descriptors WHERE id = ?", (number,)).fetchone()
            self._bodies[number] = _checked(json.loads(row[0]), STORAGE)
        return dict(self._bodies[number])


def _version(database: sqlite3.Connection) -> int:
    """Return the version of the form of a file; 0 for one without tables."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _entity(row: Any, descriptors: _Descriptors) -> Entity:
    values, location, descriptor, body = row
    told = _checked(json.loads(body), _BODY)
    storage = descriptors.body(descriptor) | ({_LOCATION: location} if location is not None else {})
    times = {name: datetime.fromisoformat(told[name]) for name in ("CreationTime", "LastAccessTime") if name in told}
    return {**told, **times, "Values": json.loads(values), "StorageDescriptor": storage}


def _checked(told: Any, shape: Shape) -> Any:
    if problem := shape.problem(told):
        raise ValueError(str(problem))
    return told


def _text(values: Values) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _failure(values: Values, error: type[Exception]) -> Failure:
    told = "already exists" if error is AlreadyExistsException else "not found"
    return Failure(tuple(values), error.__name__, f"Partition {list(values)} {told}.")
