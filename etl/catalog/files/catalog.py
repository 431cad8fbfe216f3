"""The store of the catalog that is a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock

from etl.catalog.contract import Catalog, Entity, Failure, Input, Segment, Values
from etl.catalog.errors import (
    AlreadyExistsException,
    CatalogDataError,
    ConcurrentModificationException,
    EntityNotFoundException,
    InvalidInputException,
)
from etl.catalog.expressions import exact_condition, keys_of, possible_condition
from etl.catalog.files import documents
from etl.catalog.files.partitions import PartitionFile
from etl.catalog.names import cased_name, checked_name, file_name
from etl.notice import warn
from etl.storage.named_files import name_of

CATALOG_ID = "000000000000"
"""The account of the catalog, as Glue's API returns one."""

_DATABASE, _TABLE, _CONNECTION, _FUNCTION = "Database", "Table", "Connection", "UserDefinedFunction"


class FileCatalog(Catalog):
    """A catalog in a folder, which the first write makes. Processes and threads may use it at the same time.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._databases = folder / "databases"
        self._connections = folder / "connections"

    # Databases

    def databases(self) -> list[Entity]:
        return list(_readable("database", self._database_names(), self.database))

    def database(self, name: str) -> Entity:
        name = checked_name("database", name)
        found = documents.read(self._database_file(name), _DATABASE, Name=name)
        if found is None:
            raise EntityNotFoundException(_DATABASE, name, self._database_names())
        return found

    def create_database(self, given: Input) -> None:
        name = checked_name("database", given.get("Name"))
        with self._locked(name):
            if self._database_file(name).exists():
                raise AlreadyExistsException(_DATABASE, name)
            self._write_database(name, given, datetime.now(UTC))

    def update_database(self, name: str, given: Input) -> None:
        with self._locked(name):
            old = self.database(name)
            self._write_database(old["Name"], given, old["CreateTime"])

    def delete_database(self, name: str) -> None:
        with self._locked(name):
            self.database(name)
            self._database_file(name).unlink()
            shutil.rmtree(self._folder_of(name))

    def _write_database(self, name: str, given: Input, created: datetime) -> None:
        entity = {**given, "Name": name, "CreateTime": created, "CatalogId": CATALOG_ID}
        documents.write(self._database_file(name), _DATABASE, entity)

    # Tables

    def table_names(self, database: str) -> list[str]:
        self.database(database)
        return documents.names_in(self._folder_of(database) / "tables")

    def tables(self, database: str) -> Iterator[Entity]:
        yield from _readable("table", self.table_names(database), partial(self.table, database))

    def table(self, database: str, name: str) -> Entity:
        found = documents.read(self._table_file(database, name), _TABLE, **_place(database, name))
        if found is None:
            raise EntityNotFoundException(_TABLE, checked_name("table", name), self.table_names(database))
        return found

    def create_table(self, database: str, given: Input) -> None:
        name = checked_name("table", given.get("Name"))
        with self._locked(database):
            self.database(database)
            if self._table_file(database, name).exists():
                raise AlreadyExistsException(_TABLE, name)
            self._remove_parts(database, name)
            self._write_table(database, name, given, {"CreateTime": datetime.now(UTC)}, version=0)

    def update_table(self, database: str, given: Input, *, archive: bool = True, version: str = "") -> None:
        name = checked_name("table", given.get("Name"))
        with self._locked(database):
            old = self.table(database, name)
            if version and version != old["VersionId"]:
                raise ConcurrentModificationException(
                    f"The table {database}.{name} has version {old['VersionId']} by now, not {version}: read it again."
                )
            self._check_keys(database, old, given)
            if archive:
                documents.write(self._version_file(database, name, old["VersionId"]), _TABLE, old)
            self._write_table(database, name, given, old, version=int(old["VersionId"]) + 1)

    def delete_table(self, database: str, name: str) -> None:
        with self._locked(database):
            self._require_table(database, name)
            self._table_file(database, name).unlink()
            self._remove_parts(database, name)

    def table_versions(self, database: str, name: str) -> list[Entity]:
        table = self.table(database, name)
        numbers = filter(str.isdecimal, documents.names_in(self._versions_folder(database, name)))
        versions = sorted(numbers, key=int, reverse=True)
        older = _readable("version", versions, partial(self._version, database, name))
        return [{"Table": one, "VersionId": one["VersionId"]} for one in (table, *older)]

    def delete_table_version(self, database: str, name: str, version: str) -> None:
        with self._locked(database):
            if version == self.table(database, name)["VersionId"]:
                raise InvalidInputException(f"Version {version} is what the table {database}.{name} is now.")
            file = self._version_file(database, name, version)
            if not version.isdigit() or not file.exists():
                known = documents.names_in(file.parent)
                raise EntityNotFoundException("Version", f"{version} of {database}.{name}", known)
            file.unlink()

    def _version(self, database: str, name: str, version: str) -> Entity:
        file = self._version_file(database, name, version)
        found = documents.read(file, _TABLE, VersionId=version, **_place(database, name))
        if found is None:
            raise EntityNotFoundException("Version", f"{version} of {database}.{name}")
        return found

    def _write_table(self, database: str, name: str, given: Input, old: Mapping[str, Any], *, version: int) -> None:
        entity = {
            **_lower_cased(given),
            "Name": name,
            "DatabaseName": checked_name("database", database),
            "CreateTime": old["CreateTime"],
            "UpdateTime": datetime.now(UTC),
            "VersionId": str(version),
            "CatalogId": CATALOG_ID,
            "IsRegisteredWithLakeFormation": False,
        }
        documents.write(self._table_file(database, name), _TABLE, entity)

    def _check_keys(self, database: str, old: Entity, given: Input) -> None:
        before, after = (keys_of(table.get("PartitionKeys") or ()) for table in (old, given))
        if before != after and not self._partition_file(database, old).is_empty():
            place = f"{database}.{old['Name']}"
            raise InvalidInputException(f"The partition keys of {place} cannot change while it has partitions.")
        if before != after:
            self._sqlite_file(database, old["Name"]).unlink(missing_ok=True)

    def _require_table(self, database: str, name: str) -> None:
        if not self._table_file(database, name).exists():
            raise EntityNotFoundException(_TABLE, checked_name("table", name), self.table_names(database))

    def _remove_parts(self, database: str, name: str) -> None:
        self._sqlite_file(database, name).unlink(missing_ok=True)
        shutil.rmtree(self._versions_folder(database, name), ignore_errors=True)

    # Partitions

    def partitions(
        self, database: str, table: str, expression: str = "", *, segment: Segment | None = None
    ) -> Iterator[Entity]:
        entity = self.table(database, table)
        condition = exact_condition(expression, keys_of(entity.get("PartitionKeys") or ()))
        return self._told(entity, self._partition_file(database, entity).select(condition, segment))

    def narrowed(self, database: str, table: str, predicates: Sequence[str]) -> Iterator[Entity]:
        entity = self.table(database, table)
        condition = possible_condition(predicates, keys_of(entity.get("PartitionKeys") or ()))
        return self._told(entity, self._partition_file(database, entity).select(condition))

    def partition(self, database: str, table: str, values: Values) -> Entity:
        entity = self.table(database, table)
        found = self._partition_file(database, entity).find(values)
        if found is None:
            raise EntityNotFoundException("Partition", f"{list(values)} of {database}.{entity['Name']}")
        return next(self._told(entity, [found]))

    def create_partitions(self, database: str, table: str, given: Iterable[Input]) -> list[Failure]:
        return self._partition_file(database, self.table(database, table)).add(given)

    def update_partitions(self, database: str, table: str, given: Iterable[tuple[Values, Input]]) -> list[Failure]:
        return self._partition_file(database, self.table(database, table)).replace(given)

    def delete_partitions(self, database: str, table: str, given: Iterable[Values]) -> list[Failure]:
        return self._partition_file(database, self.table(database, table)).remove(given)

    def _told(self, table: Entity, partitions: Iterable[Entity]) -> Iterator[Entity]:
        common = {"DatabaseName": table["DatabaseName"], "TableName": table["Name"], "CatalogId": CATALOG_ID}
        return ({**partition, **common} for partition in partitions)

    def _partition_file(self, database: str, table: Entity) -> PartitionFile:
        return PartitionFile(self._sqlite_file(database, table["Name"]), keys_of(table.get("PartitionKeys") or ()))

    # Connections

    def connections(self) -> list[Entity]:
        return list(_readable("connection", documents.names_in(self._connections), self.connection))

    def connection(self, name: str) -> Entity:
        found = documents.read(self._connection_file(name), _CONNECTION, Name=name)
        if found is None:
            raise EntityNotFoundException(_CONNECTION, name, documents.names_in(self._connections))
        return found

    def create_connection(self, given: Input) -> None:
        name = cased_name("connection", given.get("Name"))
        with self._locked("connections of the catalog"):
            if self._connection_file(name).exists():
                raise AlreadyExistsException(_CONNECTION, name)
            documents.write(self._connection_file(name), _CONNECTION, _timed(given, name, {}))

    def update_connection(self, name: str, given: Input) -> None:
        with self._locked("connections of the catalog"):
            documents.write(self._connection_file(name), _CONNECTION, _timed(given, name, self.connection(name)))

    def delete_connection(self, name: str) -> None:
        with self._locked("connections of the catalog"):
            self.connection(name)
            self._connection_file(name).unlink()

    # User-defined functions

    def functions(self, database: str) -> list[Entity]:
        self.database(database)
        names = documents.names_in(self._folder_of(database) / "functions")
        return list(_readable("function", names, partial(self.function, database)))

    def function(self, database: str, name: str) -> Entity:
        name, place = checked_name("function", name), checked_name("database", database)
        file = self._function_file(database, name)
        found = documents.read(file, _FUNCTION, FunctionName=name, DatabaseName=place)
        if found is None:
            self.database(database)
            raise EntityNotFoundException("Function", name, documents.names_in(file.parent))
        return found

    def create_function(self, database: str, given: Input) -> None:
        name = checked_name("function", given.get("FunctionName"))
        with self._locked(database):
            self.database(database)
            if self._function_file(database, name).exists():
                raise AlreadyExistsException("Function", name)
            self._write_function(database, name, given, datetime.now(UTC))

    def update_function(self, database: str, name: str, given: Input) -> None:
        with self._locked(database):
            old = self.function(database, name)
            self._write_function(database, old["FunctionName"], given, old["CreateTime"])

    def delete_function(self, database: str, name: str) -> None:
        with self._locked(database):
            self.function(database, name)
            self._function_file(database, name).unlink()

    def _write_function(self, database: str, name: str, given: Input, created: datetime) -> None:
        place = {"DatabaseName": checked_name("database", database), "CatalogId": CATALOG_ID}
        entity = {**given, "FunctionName": name, "CreateTime": created, **place}
        documents.write(self._function_file(database, name), _FUNCTION, entity)

    # Places

    def _database_names(self) -> list[str]:
        folders = self._databases.iterdir() if self._databases.is_dir() else ()
        return sorted(name_of(folder.name) for folder in folders if (folder / "database.json").exists())

    def _folder_of(self, database: str) -> Path:
        return self._databases / file_name(checked_name("database", database))

    def _database_file(self, database: str) -> Path:
        return self._folder_of(database) / "database.json"

    def _table_file(self, database: str, name: str) -> Path:
        return self._folder_of(database) / "tables" / f"{file_name(checked_name('table', name))}.json"

    def _versions_folder(self, database: str, name: str) -> Path:
        return self._folder_of(database) / "versions" / file_name(checked_name("table", name))

    def _version_file(self, database: str, name: str, version: str) -> Path:
        return self._versions_folder(database, name) / f"{file_name(version)}.json"

    def _sqlite_file(self, database: str, name: str) -> Path:
        return self._folder_of(database) / "partitions" / f"{file_name(checked_name('table', name))}.sqlite"

    def _function_file(self, database: str, name: str) -> Path:
        return self._folder_of(database) / "functions" / f"{file_name(checked_name('function', name))}.json"

    def _connection_file(self, name: str) -> Path:
        return self._connections / f"{file_name(cased_name('connection', name))}.json"

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        """Keep other processes and threads from changing a database, or the connections, meanwhile."""
        locks = self._folder / ".locks"
        locks.mkdir(parents=True, exist_ok=True)
        with FileLock(locks / f"{file_name(checked_name('database', name))}.lock"):
            yield


def _readable(kind: str, names: Iterable[str], read: Callable[[str], Entity]) -> Iterator[Entity]:
    """Yield the things of some names; one that cannot be read is told, and left out."""
    for name in names:
        try:
            yield read(name)
        except CatalogDataError as error:
            warn(f"A {kind} is left out of the list: {error}")
        except EntityNotFoundException:
            continue  # deleted since the names were listed


def _place(database: str, table: str) -> dict[str, str]:
    return {"DatabaseName": checked_name("database", database), "Name": checked_name("table", table)}


def _timed(given: Input, name: str, old: Mapping[str, Any]) -> Entity:
    now = datetime.now(UTC)
    return {**given, "Name": name, "CreationTime": old.get("CreationTime", now), "LastUpdatedTime": now}


def _lower_cased(given: Input) -> Entity:
    """Return a table whose columns and partition keys have names in lower case."""
    entity = dict(given)
    if "PartitionKeys" in given:
        entity["PartitionKeys"] = [_lower(column) for column in given["PartitionKeys"]]
    storage = given.get("StorageDescriptor")
    if storage and "Columns" in storage:
        entity["StorageDescriptor"] = {**storage, "Columns": [_lower(column) for column in storage["Columns"]]}
    return entity


def _lower(column: Mapping[str, Any]) -> dict[str, Any]:
    return {**column, "Name": column["Name"].lower()}
