"""Where a table keeps the words of Hive that tell how its files are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.catalog.contract import Entity


def serde_of(table: Entity) -> str:
    """Return the class that Hive reads the files of a table with; empty if none is named."""
    return str(_serde(table).get("SerializationLibrary") or "")


def parameters_of(table: Entity) -> dict[str, str]:
    """Return the parameters of the SerDe and, over them, those of the files and of the table."""
    storage = table.get("StorageDescriptor") or {}
    serde = _serde(table).get("Parameters") or {}
    return {**serde, **(storage.get("Parameters") or {}), **(table.get("Parameters") or {})}


def _serde(table: Entity) -> Mapping[str, Any]:
    return (table.get("StorageDescriptor") or {}).get("SerdeInfo") or {}
