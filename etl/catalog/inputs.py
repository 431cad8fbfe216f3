"""What of a thing of the catalog can be given to make one like it: an `Input` of an `Entity`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.catalog.contract import Entity

_DATABASE = ("Name", "Description", "LocationUri", "Parameters")
_TABLE = (
    "Name", "Description", "Owner", "LastAccessTime", "LastAnalyzedTime", "Retention", "StorageDescriptor",
    "PartitionKeys", "ViewOriginalText", "ViewExpandedText", "ViewDefinition", "TableType", "Parameters", "TargetTable",
)  # fmt: skip
_PARTITION = ("Values", "LastAccessTime", "StorageDescriptor", "Parameters", "LastAnalyzedTime")
_FUNCTION = ("FunctionName", "ClassName", "OwnerName", "OwnerType", "ResourceUris")
_CONNECTION = (
    "Name", "Description", "ConnectionType", "MatchCriteria", "ConnectionProperties", "SparkProperties",
    "AthenaProperties", "PythonProperties", "PhysicalConnectionRequirements", "AuthenticationConfiguration",
)  # fmt: skip


def database_input(database: Entity) -> dict[str, Any]:
    """Return the `DatabaseInput` of a `Database`."""
    return _part(database, _DATABASE)


def table_input(table: Entity) -> dict[str, Any]:
    """Return the `TableInput` of a `Table`."""
    return _part(table, _TABLE)


def partition_input(partition: Entity) -> dict[str, Any]:
    """Return the `PartitionInput` of a `Partition`."""
    return _part(partition, _PARTITION)


def function_input(function: Entity) -> dict[str, Any]:
    """Return the `UserDefinedFunctionInput` of a `UserDefinedFunction`."""
    return _part(function, _FUNCTION)


def connection_input(connection: Entity) -> dict[str, Any]:
    """Return the `ConnectionInput` of a `Connection`, secrets included."""
    return _part(connection, _CONNECTION)


def _part(entity: Entity, members: Sequence[str]) -> dict[str, Any]:
    return {name: entity[name] for name in members if entity.get(name) is not None}
