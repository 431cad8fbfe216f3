"""A catalog in one JSON file, in the shape of the answers of AWS's command line: `aws glue get-tables > x.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl.catalog import inputs, shapes
from etl.catalog.contract import Catalog, Entity
from etl.catalog.errors import CatalogDataError, EntityNotFoundException, raise_failures
from etl.catalog.files import FileCatalog
from etl.catalog.times import time_of
from etl.storage.json_lines import line_of
from etl.storage.shapes import ListOf, Object

_LISTS = {
    "Database": "DatabaseList",
    "Table": "TableList",
    "Partition": "Partitions",
    "UserDefinedFunction": "UserDefinedFunctions",
    "Connection": "ConnectionList",
}
"""By the member that holds one of a kind, the member that holds many."""

_SHAPES = {
    "Database": shapes.DATABASE,
    "Table": shapes.TABLE,
    "Partition": shapes.PARTITION,
    "UserDefinedFunction": shapes.FUNCTION,
    "Connection": shapes.CONNECTION,
}

_CONTENT = Object(_SHAPES | {many: ListOf(_SHAPES[one]) for one, many in _LISTS.items()})

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
            self._catalog.create_table(self._database_of(table), inputs.table_input(table))
        for function in content["UserDefinedFunctions"]:
            self._catalog.create_function(self._database_of(function), inputs.function_input(function))
        for connection in content["ConnectionList"]:
            self._catalog.create_connection(inputs.connection_input(connection))
        self._partitions(content["Partitions"])

    def _partitions(self, partitions: Iterable[Entity]) -> None:
        for (database, table), found in groupby(partitions, self._table_of):
            given = map(inputs.partition_input, found)
            raise_failures(f"{database}.{table}", self._catalog.create_partitions(database, table, given))

    def _database_of(self, entity: Entity) -> str:
        """Return the name of the database that a thing is in; the database is there afterwards."""
        name = str(entity["DatabaseName"])
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
        database, name = self._database_of(partition), str(partition["TableName"])
        try:
            self._catalog.table(database, name)
        except EntityNotFoundException:
            self._catalog.create_table(database, inputs.table_input(self._like.table(database, name)))
        return database, name


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
        text = file.read_text(encoding="utf-8")
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise CatalogDataError(str(file), error.lineno, f"this is no JSON: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise CatalogDataError(str(file), 0, str(error)) from error
    if not isinstance(content, dict) or not content.keys() & {*_LISTS, *_LISTS.values()}:
        known = ", ".join(_LISTS.values())
        raise CatalogDataError(str(file), 1, f"expected an object with some of {known}, as `aws glue get-…` answers")
    if problem := _CONTENT.problem(content):
        raise CatalogDataError(str(file), line_of(text, problem.path), str(problem))
    return {many: list(_entities(content, one, many)) for one, many in _LISTS.items()}


def _entities(content: Mapping[str, Any], one: str, many: str) -> Iterator[Entity]:
    for entity in content.get(many) or filter(None, [content.get(one)]):
        times = {name: time_of(entity[name]) for name in _TIMES if entity.get(name) is not None}
        yield {**entity, **times}
