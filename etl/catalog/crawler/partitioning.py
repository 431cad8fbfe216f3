"""The partitions of a table: its keys, and the values of each folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from etl.catalog.crawler.groups import Group
from etl.catalog.crawler.tables import location_of


def partition_keys(group: Group) -> list[str]:
    """Return the keys of a table: those that all its folders of a level name, or else `partition_0` and so on.

    A key that is a column as well, or a key of a level above, is one by number too.
    """
    taken, keys = {field.name.lower() for field in group.columns}, []
    for place, told in enumerate(_named_keys(group)):
        keys.append(told if told and told not in taken else f"partition_{place}")
        taken.add(told)
    return keys


def partitions_of(address: str, group: Group, storage: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the `PartitionInput`s of a table, one for each folder of files."""
    told = _named_keys(group)
    for folder in sorted({group.partition_of(file) for file in group.files}):
        values = [_value(part) if key else part for key, part in zip(told, folder, strict=True)]
        location = f"{location_of(address, group)}{'/'.join(folder)}/"
        yield {"Values": values, "StorageDescriptor": {**storage, "Location": location}}


def _named_keys(group: Group) -> list[str]:
    """Return the key that all folders of each level name; "" where they name none, or several."""
    levels = zip(*{group.partition_of(file) for file in group.files}, strict=True)
    return [_named_key(set(parts)) for parts in levels]


def _named_key(parts: set[str]) -> str:
    keys = {part.partition("=")[0].lower() if "=" in part else "" for part in parts}
    return keys.pop() if len(keys) == 1 else ""


def _value(part: str) -> str:
    return unquote(part.partition("=")[2])
