"""Partitions whose files are written otherwise than their table says, as those of a table that has changed are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.hive_words import serde_of
from etl.catalog.table_formats import FORMAT_WORDS, TableFormat, table_format

Serde = Mapping[str, Any]


def own_format(table: Entity, partition: Entity) -> TableFormat | None:
    """Return the format of a partition's files; None if it is the table's.

    Raises:
        UnsupportedFeatureError: It has a SerDe of its own that cannot be read.
    """
    serde = (partition.get("StorageDescriptor") or {}).get("SerdeInfo") or {}
    known = (table.get("StorageDescriptor") or {}).get("SerdeInfo") or {}
    if not serde.get("SerializationLibrary") or serde == known:
        return None
    own = table_format(_with_serde(table, serde))
    return None if own == table_format(table) else own


def _with_serde(table: Entity, serde: Serde) -> Entity:
    """Return a table with another SerDe, which then tells the format if the table has one that is not that."""
    changed = {**table, "StorageDescriptor": {**(table.get("StorageDescriptor") or {}), "SerdeInfo": serde}}
    if serde_of(table).lower() in ("", serde_of(changed).lower()):
        return changed
    kept = {name: value for name, value in (table.get("Parameters") or {}).items() if name not in FORMAT_WORDS}
    return {**changed, "Parameters": kept}
