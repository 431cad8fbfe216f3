"""A table of the Data Catalog, as reading and writing see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl.catalog.contract import Catalog, Entity
from etl.catalog.table_formats import TableFormat, is_view, table_format
from etl.connections.databases.from_catalog import is_in_database
from etl.errors import OptionError, UnsupportedFeatureError
from etl.frame.fold import with_columns
from etl.frame.type_names import Bare, parse_type
from etl.frame.types import STRING, Field, Struct, Type

_DATABASES = ("redshift", "dynamodb", "mongodb", "documentdb")
"""Databases whose tables the catalog may have, and local-glue cannot read."""


@dataclass(frozen=True)
class Table:
    """A table whose records are in files, or in a database that JDBC reaches.

    Attributes:
        catalog: The catalog that it is in.
        entity: The table as Glue's API describes it.
    """

    catalog: Catalog
    entity: Entity

    @property
    def database(self) -> str:
        return str(self.entity["DatabaseName"])

    @property
    def name(self) -> str:
        return str(self.entity["Name"])

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"{self.database}.{self.name}"

    @property
    def is_in_database(self) -> bool:
        """Whether it is a table of a database, and has no files."""
        return is_in_database(self.entity)

    @property
    def location(self) -> str:
        """The folder of its files.

        Raises:
            OptionError: It has none.
            UnsupportedFeatureError: It is a table of a database.
        """
        require_files(self.entity)
        location = str(self._storage.get("Location") or "")
        if not location:
            raise OptionError("Location", location, f"the table {self.title} has no folder: give it one in the catalog")
        return location

    @property
    def columns(self) -> Struct:
        """The columns of its files, typed."""
        return struct_of_columns(self._storage.get("Columns") or (), self.title)

    @property
    def keys(self) -> Struct:
        """Its partition keys, typed."""
        return struct_of_columns(self.entity.get("PartitionKeys") or (), self.title)

    @property
    def schema(self) -> Struct:
        """Its columns, and its partition keys behind them."""
        return Struct(with_columns([*self.columns, *self.keys]))

    @property
    def parameters(self) -> Mapping[str, str]:
        return self.entity.get("Parameters") or {}

    @property
    def format(self) -> TableFormat:
        """How its files are written.

        Raises:
            UnsupportedFeatureError: It tells no format that can be read.
        """
        return table_format(self.entity)

    @property
    def _storage(self) -> Mapping[str, object]:
        return self.entity.get("StorageDescriptor") or {}


def find_table(catalog: Catalog, database: str, name: str) -> Table:
    """Return a table of the catalog.

    Raises:
        EntityNotFoundException: There is no such database or table.
        UnsupportedFeatureError: It is a view, or a table of a database that cannot be read.
    """
    entity = catalog.table(database, name)
    return Table(catalog, entity if is_in_database(entity) else require_files(entity))


def require_files(entity: Entity) -> Entity:
    """Return a table that is one of files.

    Raises:
        UnsupportedFeatureError: It is a view, or a table of a database.
    """
    title = f"{entity['DatabaseName']}.{entity['Name']}"
    parameters = entity.get("Parameters") or {}
    if is_view(entity):
        raise UnsupportedFeatureError(f"The view {title}", "It has no files: name a table, as its query does.")
    kind = str(parameters.get("classification", "")).lower()
    if is_in_database(entity):
        raise UnsupportedFeatureError(f"Files of {title}, a table of {kind},", "It has none: read and write its rows.")
    if parameters.get("connectionName") or kind in _DATABASES:
        raise UnsupportedFeatureError(
            f"The table {title} of a database ({kind or parameters['connectionName']})",
            "Read it with Spark's own reader: spark.read.jdbc(...).",
        )
    return entity


def struct_of_columns(columns: object, place: str) -> Struct:
    """Return the type of records that have the columns of a catalog."""
    given: list[Mapping[str, str]] = list(columns)  # type: ignore[call-overload]
    return Struct(with_columns(Field(column["Name"], _type(column, place)) for column in given))


def _type(column: Mapping[str, str], place: str) -> Type:
    try:
        parsed = parse_type(column.get("Type") or "string")
    except ValueError as error:
        raise OptionError(f"column {column['Name']!r} of {place}", column.get("Type"), str(error)) from error
    return parsed.filled(STRING) if isinstance(parsed, Bare) else parsed
