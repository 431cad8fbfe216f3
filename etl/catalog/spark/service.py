"""Answers the questions of Spark's catalog (`localglue.SparkCatalog`), each a JSON text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from etl.catalog import inputs
from etl.catalog.changing import until_nobody_interferes
from etl.catalog.contract import Catalog, Entity, Failure
from etl.catalog.errors import AlreadyExistsException, CatalogDataError, EntityNotFoundException
from etl.catalog.expressions import NULL_VALUE
from etl.catalog.spark.databases import database_input, database_of, default_database, place_of_table, plain_address
from etl.catalog.spark.errors import SparkCatalogError, no_such_partition, no_such_table
from etl.catalog.spark.merging import merged, with_changed_fields
from etl.catalog.spark.partitions import name_of, partition_input, partition_of, require_format, spec_of, values_of
from etl.catalog.spark.tables import broken_table, is_view, key_names, same_but, table_input, table_of
from etl.errors import EtlError

_DEFAULT = "default"

Json = dict[str, Any]


class CatalogService:
    """The object behind `localglue.CatalogService`.

    Each public method but `call` is an operation: its arguments and what it returns are values of JSON.

    Args:
        find_catalog: Returns the catalog.
        warehouse: The address of the folder of managed tables.
        session_warehouse: The one that Spark proposes for a database that is made without a place.
    """

    def __init__(self, find_catalog: Callable[[], Catalog], warehouse: str, session_warehouse: str) -> None:
        self._find_catalog = find_catalog
        self._warehouse = warehouse
        self._session_warehouse = session_warehouse

    class Java:
        """What py4j wants to know."""

        implements = ["localglue.CatalogService"]  # noqa: RUF012 - py4j's form

    def call(self, operation: str, arguments: str) -> str:
        """Do an operation, and return its answer or its error as JSON."""
        try:
            return json.dumps({"answer": getattr(self, operation)(*json.loads(arguments))})
        except SparkCatalogError as error:
            return json.dumps(error.told)
        except EtlError as error:
            return json.dumps({"error": type(error).__name__, "message": str(error)})
        except Exception as error:  # noqa: BLE001 - what fails here must reach the script, not py4j's log
            return json.dumps({"error": type(error).__name__, "message": f"The Data Catalog failed: {error!r}"})

    @property
    def _catalog(self) -> Catalog:
        return self._find_catalog()

    # Databases

    def database_exists(self, name: str) -> bool:
        return name.lower() == _DEFAULT or _found(lambda: self._catalog.database(name)) is not None

    def get_database(self, name: str) -> Json:
        return database_of(self._database(name), self._warehouse)

    def list_databases(self, pattern: str) -> list[str]:
        names = {database["Name"] for database in self._catalog.databases()}
        return _matching({*names, _DEFAULT}, pattern)

    def create_database(self, database: Json, ignore: bool) -> None:
        try:
            self._catalog.create_database(self._database_input(database))
        except AlreadyExistsException:
            if not ignore:
                raise SparkCatalogError("DatabaseExists", [database["name"]]) from None

    def alter_database(self, database: Json) -> None:
        self._require_database(database["name"])
        self._catalog.update_database(database["name"], self._database_input(database))

    def drop_database(self, name: str, ignore: bool, cascade: bool) -> list[str]:
        """Return the folders of the managed tables that go with it."""
        if _found(lambda: self._catalog.database(name)) is None:
            if ignore:
                return []
            raise SparkCatalogError("NoSuchDatabase", [name])
        if self._catalog.table_names(name) and not cascade:
            raise SparkCatalogError("NotEmpty", [name])
        tables = list(self._catalog.tables(name))
        self._catalog.delete_database(name)
        return list(filter(None, map(_managed_folder, tables)))

    def _database_input(self, database: Json) -> Entity:
        return database_input(database, (self._warehouse, self._session_warehouse))

    def _database(self, name: str) -> Entity:
        found = _found(lambda: self._catalog.database(name))
        if found is None and name.lower() != _DEFAULT:
            raise SparkCatalogError("NoSuchDatabase", [name])
        return found or default_database()

    def _require_database(self, name: str) -> None:
        """Make sure of a database; the default one, which always exists for Spark, is made here."""
        if _found(lambda: self._catalog.database(name)) is None:
            self._database(name)
            self._catalog.create_database(default_database())

    # Tables

    def table_exists(self, database: str, name: str) -> bool:
        try:
            return self._table_or_none(database, name) is not None
        except CatalogDataError:
            return True

    def get_table(self, database: str, name: str) -> Json:
        try:
            return table_of(self._table(database, name))
        except ValueError as error:  # a file that was edited and broke, or a type that nobody knows
            return broken_table(database, name, f"{database}.{name} cannot be read: {error}")

    def get_tables(self, database: str, names: Sequence[str]) -> list[Json]:
        return [self.get_table(database, name) for name in names if self.table_exists(database, name)]

    def list_tables(self, database: str, pattern: str) -> list[str]:
        self._database(database)
        return _matching(_found(lambda: self._catalog.table_names(database)) or (), pattern)

    def list_views(self, database: str, pattern: str) -> list[str]:
        self._database(database)
        views = (table["Name"] for table in self._catalog.tables(database) if is_view(table))
        return _matching(views, pattern)

    def create_table(self, table: Json, ignore: bool) -> str | None:
        """Return the folder that is to be made, for a managed table."""
        database = table["database"]
        self._require_database(database)
        place = place_of_table(self._database(database), table["name"], self._warehouse)
        given = table_input(table, place)
        try:
            self._catalog.create_table(database, given)
        except AlreadyExistsException:
            if not ignore:
                raise SparkCatalogError("TableExists", [database, table["name"]]) from None
            return None
        return _managed_folder(given)

    def drop_table(self, database: str, name: str, ignore: bool) -> str | None:
        """Return the folder that goes with it, if it is a managed table."""
        table = self._table_or_none(database, name)
        if table is None:
            if ignore:
                return None
            raise no_such_table(database, name)
        self._catalog.delete_table(database, name)
        return _managed_folder(table)

    def rename_table(self, database: str, name: str, new_name: str) -> list[str] | None:
        """Return the folder that is to be moved and where to, if a managed table is in its default place."""
        old = self._table(database, name)
        folders = self._folders_of_renaming(old, new_name)
        try:
            self._catalog.create_table(database, same_but(_moved(old, folders), Name=new_name))
        except AlreadyExistsException:
            raise SparkCatalogError("TableExists", [database, new_name]) from None
        partitions = self._catalog.partitions(database, name)
        moved = (inputs.partition_input(_moved(partition, folders)) for partition in partitions)
        self._catalog.create_partitions(database, new_name, moved)
        self._catalog.delete_table(database, name)
        return folders

    def _folders_of_renaming(self, table: Entity, new_name: str) -> list[str] | None:
        database = self._database(table["DatabaseName"])
        folder = _managed_folder(table)
        if not folder or plain_address(folder) != plain_address(
            place_of_table(database, table["Name"], self._warehouse)
        ):
            return None
        return [folder, place_of_table(database, new_name, self._warehouse)]

    def alter_table(self, table: Json) -> None:
        def alter() -> None:
            old = self._table(table["database"], table["name"])
            self._alter(old, merged(table, json.loads(table["read"]), table_of(old)) if table["read"] else table)

        until_nobody_interferes(alter)

    def alter_schema(self, database: str, name: str, schema: str) -> None:
        def alter() -> None:
            old = self._table(database, name)
            told = table_of(old)
            self._alter(old, {**told, "schema": with_changed_fields(schema, told["schema"])})

        until_nobody_interferes(alter)

    def alter_statistics(self, database: str, name: str, size: str | None, rows: str | None) -> None:
        def alter() -> None:
            old = self._table(database, name)
            told = {"spark.sql.statistics.totalSize": size, "spark.sql.statistics.numRows": rows}
            kept = {key: value for key, value in (old.get("Parameters") or {}).items() if key not in told}
            parameters = kept | {key: value for key, value in told.items() if value is not None}
            self._update(old, same_but(old, Parameters=parameters), archive=False)

        until_nobody_interferes(alter)

    def _alter(self, old: Entity, table: Json) -> None:
        place = (old.get("StorageDescriptor") or {}).get("Location", "")
        self._update(old, table_input(table, place, old))

    def _update(self, old: Entity, given: Entity, *, archive: bool = True) -> None:
        version = str(old.get("VersionId") or "")
        self._catalog.update_table(old["DatabaseName"], given, archive=archive, version=version)

    def _table(self, database: str, name: str) -> Entity:
        table = self._table_or_none(database, name)
        if table is None:
            raise no_such_table(database, name)
        return table

    def _table_or_none(self, database: str, name: str) -> Entity | None:
        found: Entity | None = _found(lambda: self._catalog.table(database, name))
        return found

    # Partitions

    def create_partitions(self, database: str, name: str, partitions: Sequence[Json], ignore: bool) -> None:
        table = self._table(database, name)
        keys = key_names(table)
        given = [partition_input(partition, table, keys) for partition in partitions]
        failures = self._catalog.create_partitions(database, name, given)
        if failures and not ignore:
            spec = dict(zip(keys, failures[0].values, strict=True))
            raise SparkCatalogError("PartitionsExist", [database, name], spec=spec)

    def drop_partitions(
        self, database: str, name: str, specs: Sequence[Json], ignore: bool, retain_data: bool
    ) -> list[str]:
        """Return the folders that go with them, if the table is a managed one."""
        table = self._table(database, name)
        found = [partition for spec in specs for partition in self._matching(table, spec, required=not ignore)]
        self._catalog.delete_partitions(database, name, [partition["Values"] for partition in found])
        is_managed = _managed_folder(table) is not None and not retain_data
        return [partition["StorageDescriptor"]["Location"] for partition in found if is_managed]

    def rename_partitions(self, database: str, name: str, specs: Sequence[Json], new_specs: Sequence[Json]) -> None:
        table = self._table(database, name)
        keys = key_names(table)
        pairs = [
            (old["Values"], {**inputs.partition_input(old), "Values": values_of(new, keys)})
            for spec, new in zip(specs, new_specs, strict=True)
            for old in self._matching(table, spec, required=True)
        ]
        _refuse(self._catalog.update_partitions(database, name, pairs))

    def alter_partitions(self, database: str, name: str, partitions: Sequence[Json]) -> None:
        table = self._table(database, name)
        keys = key_names(table)
        given = [(values_of(each["spec"], keys), partition_input(each, table, keys)) for each in partitions]
        _refuse(self._catalog.update_partitions(database, name, given))

    def get_partition(self, database: str, name: str, spec: Json) -> Json:
        found = self.find_partition(database, name, spec)
        if found is None:
            raise no_such_partition(database, name, spec)
        return found

    def find_partition(self, database: str, name: str, spec: Json) -> Json | None:
        table = self._table(database, name)
        keys = key_names(table)
        found: Entity | None = _found(lambda: self._catalog.partition(database, name, values_of(spec, keys)))
        return partition_of(found, table, keys) if found else None

    def list_partition_names(self, database: str, name: str, spec: Json | None) -> list[str]:
        table = self._table(database, name)
        keys = key_names(table)
        return sorted(name_of(partition, keys) for partition in self._matching(table, spec or {}))

    def list_partitions(self, database: str, name: str, spec: Json | None) -> list[Json]:
        table = self._table(database, name)
        return _told(self._matching(table, spec or {}), table)

    def narrow_partitions(self, database: str, name: str, predicates: Sequence[str]) -> list[Json]:
        table = self._table(database, name)
        found = list(self._catalog.narrowed(database, name, predicates))
        require_format(found, table)
        return _told(found, table)

    def _matching(self, table: Entity, spec: Json, *, required: bool = False) -> list[Entity]:
        """Return the partitions of which a spec gives the values of all keys, or of some."""
        database, name = table["DatabaseName"], table["Name"]
        keys = [key["Name"] for key in table.get("PartitionKeys") or ()]
        wanted = spec_of(spec)
        if keys and set(keys) == set(wanted):
            found = [_found(lambda: self._catalog.partition(database, name, [wanted[key] for key in keys]))]
        else:
            places = [(keys.index(key), value) for key, value in wanted.items()]
            every = self._catalog.narrowed(database, name, _predicates(wanted))
            found = [one for one in every if all(one["Values"][place] == value for place, value in places)]
        partitions = [one for one in found if one is not None]
        if required and not partitions:
            raise no_such_partition(database, name, spec)
        return partitions


def _moved(entity: Entity, folders: Sequence[str] | None) -> Entity:
    """Return a table or partition whose files go from one folder to another, if they are in it."""
    storage = entity.get("StorageDescriptor") or {}
    place = plain_address(storage.get("Location") or "")
    if not folders or not f"{place}/".startswith(plain_address(folders[0]) + "/"):
        return entity
    rest = place.removeprefix(plain_address(folders[0]))
    return {**entity, "StorageDescriptor": {**storage, "Location": folders[1] + rest}}


def _predicates(spec: Mapping[str, str]) -> list[str]:
    """Return conditions that the partitions of a spec fulfil; values that need escapes are left out."""
    return [
        f"`{key}` = '{value}'" for key, value in spec.items() if not {"'", "\\"} & set(value) and value != NULL_VALUE
    ]


def _told(partitions: Iterable[Entity], table: Entity) -> list[Json]:
    keys = key_names(table)
    return [partition_of(partition, table, keys) for partition in partitions]


def _found(find: Callable[[], Any]) -> Any:
    try:
        return find()
    except EntityNotFoundException:
        return None


def _managed_folder(table: Entity | Json) -> str | None:
    is_managed = table.get("TableType") == "MANAGED_TABLE"
    return (table.get("StorageDescriptor") or {}).get("Location") if is_managed else None


def _matching(names: Iterable[str], pattern: str) -> list[str]:
    """Return the names that one of Spark's patterns matches: `*` is anything, `|` parts patterns."""
    parts = [re.escape(part.strip()).replace(r"\*", ".*") for part in pattern.split("|")]
    wanted = re.compile("|".join(parts), re.IGNORECASE)
    return sorted(name for name in names if wanted.fullmatch(name))


def _refuse(failures: Sequence[Failure]) -> None:
    if failures:
        raise SparkCatalogError("Partitions", message=" ".join(failure.message for failure in failures))
