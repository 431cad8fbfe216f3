"""A catalog in one JSON file, in the shape of the answers of AWS's command line: `aws glue get-tables > x.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl.catalog import inputs
from etl.catalog.contract import Catalog, Entity
from etl.catalog.errors import CatalogDataError, EntityNotFoundException, raise_failures
from etl.catalog.files import FileCatalog

_LISTS = {
    "Database": "DatabaseList",
    "Table": "TableList",
    "Partition": "Partitions",
    "UserDefinedFunction": "UserDefinedFunctions",
    "Connection": "ConnectionList",
}
"""By the member that holds one of a kind, the member that holds many."""

_TIMES = {"LastAccessTime", "LastAnalyzedTime"}


@contextmanager
def opened(file: Path, like: Catalog, *, writes: bool = False) -> Iterator[Catalog]:
    """Give what a file holds, nothing if there is none, as a catalog that is gone afterwards.

    Args:
        file: The file.
        like: Says what the databases and tables are of which the file has only the tables or the partitions.
        writes: Whether the file has in the end what the catalog has then.

    Raises:
        CatalogDataError: It cannot be read.
    """
    with TemporaryDirectory(prefix="local-glue-") as folder:
        catalog = FileCatalog(Path(folder))
        if file.exists():
            _Filling(file, catalog, like).fill(_read(file))
        yield catalog
        if writes:
            _write(file, catalog)


class _Filling:
    """Puts what a file says in a catalog."""

    def __init__(self, file: Path, catalog: Catalog, like: Catalog) -> None:
        self._file = file
        self._catalog = catalog
        self._like = like

    def fill(self, content: Mapping[str, list[Entity]]) -> None:
        for database in content["DatabaseList"]:
            self._catalog.create_database(inputs.database_input(database))
        for table in content["TableList"]:
            self._catalog.create_table(self._database_of(table, "table"), inputs.table_input(table))
        for function in content["UserDefinedFunctions"]:
            self._catalog.create_function(self._database_of(function, "function"), inputs.function_input(function))
        for connection in content["ConnectionList"]:
            self._catalog.create_connection(inputs.connection_input(connection))
        self._partitions(content["Partitions"])

    def _partitions(self, partitions: Iterable[Entity]) -> None:
        for (database, table), found in groupby(partitions, self._table_of):
            given = map(inputs.partition_input, found)
            raise_failures(f"{database}.{table}", self._catalog.create_partitions(database, table, given))

    def _database_of(self, entity: Entity, kind: str) -> str:
        """Return the name of the database that a thing is in; the database is there afterwards."""
        name = str(self._member(entity, "DatabaseName", kind))
        try:
            self._catalog.database(name)
        except EntityNotFoundException:
            self._catalog.create_database(self._known_database(name))
        return name

    def _known_database(self, name: str) -> dict[str, Any]:
        try:
            return inputs.database_input(self._like.database(name))
        except EntityNotFoundException:
            return {"Name": name}

    def _table_of(self, partition: Entity) -> tuple[str, str]:
        """Return the database and the name of the table that a partition is of; both are there afterwards."""
        database, name = self._database_of(partition, "partition"), self._member(partition, "TableName", "partition")
        try:
            self._catalog.table(database, name)
        except EntityNotFoundException:
            self._catalog.create_table(database, inputs.table_input(self._like.table(database, name)))
        return database, name

    def _member(self, entity: Entity, name: str, kind: str) -> str:
        if not isinstance(entity.get(name), str):
            raise CatalogDataError(str(self._file), 0, f"a {kind} of it has no {name}")
        return str(entity[name])


def _write(file: Path, catalog: Catalog) -> None:
    databases = catalog.databases()
    names = [database["Name"] for database in databases]
    tables = [table for name in names for table in catalog.tables(name)]
    keyed = [(table["DatabaseName"], table["Name"]) for table in tables if table.get("PartitionKeys")]
    content = {
        "DatabaseList": databases,
        "TableList": tables,
        "Partitions": [partition for place in keyed for partition in catalog.partitions(*place)],
        "UserDefinedFunctions": [function for name in names for function in catalog.functions(name)],
        "ConnectionList": catalog.connections(),
    }
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False, default=datetime.isoformat)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(f"{text}\n", encoding="utf-8")
    beside.replace(file)


def _read(file: Path) -> dict[str, list[Entity]]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"), object_hook=_with_times)
    except json.JSONDecodeError as error:
        raise CatalogDataError(str(file), error.lineno, f"this is no JSON: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise CatalogDataError(str(file), 0, str(error)) from error
    if not isinstance(content, dict) or not content.keys() & {*_LISTS, *_LISTS.values()}:
        known = ", ".join(_LISTS.values())
        raise CatalogDataError(str(file), 1, f"expected an object with some of {known}, as `aws glue get-…` answers")
    return {many: _entities(file, content, one, many) for one, many in _LISTS.items()}


def _entities(file: Path, content: Mapping[str, Any], one: str, many: str) -> list[Entity]:
    found = content.get(many, [content[one]] if one in content else [])
    if not isinstance(found, list) or not all(isinstance(entity, dict) for entity in found):
        raise CatalogDataError(str(file), 0, f"its {many} is no list of objects")
    return found


def _with_times(entity: Entity) -> Entity:
    for name in _TIMES & entity.keys():
        given = entity[name]
        entity[name] = datetime.fromtimestamp(given, UTC) if isinstance(given, int | float) else _time(given)
    return entity


def _time(given: Any) -> Any:
    return datetime.fromisoformat(given) if isinstance(given, str) else given
