"""Partitions in the words of Spark and of Glue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.expressions import NULL_VALUE
from etl.catalog.partition_formats import own_format
from etl.catalog.spark.errors import SparkCatalogError

Json = dict[str, Any]

_ESCAPED = re.compile(r"""[\x01-\x1f"#%'*/:=?\\\x7f{\[\]^]""")
"""What may not stand in the name of a folder: the characters that Spark escapes."""


def partition_of(partition: Entity, table: Entity, keys: Sequence[str]) -> Json:
    """Return a partition as Spark sees it; `keys` are the partition keys as Spark writes them."""
    spec = dict(zip(keys, partition["Values"], strict=True))
    location = (partition.get("StorageDescriptor") or {}).get("Location") or _place(table, spec)
    created = partition.get("CreationTime")
    return {
        "spec": spec,
        "storage": {"location": location, "properties": {}},
        "parameters": partition.get("Parameters") or {},
        "created": int(created.timestamp() * 1000) if created else 0,
    }


def require_format(partitions: Iterable[Entity], table: Entity) -> None:
    """Refuse partitions that Spark would read as the table says, though their files are written otherwise.

    Raises:
        SparkCatalogError: There is one.
    """
    for partition in partitions:
        own = own_format(table, partition)
        if own is not None:
            title = f"{table['DatabaseName']}.{table['Name']}"
            raise SparkCatalogError(
                "Format",
                message=f"Spark SQL reads {title} as the table says, and the partition {partition['Values']} has a "
                f"SerDe of its own ({own.name}): read it with create_dynamic_frame.from_catalog.",
            )


def partition_input(partition: Json, table: Entity, keys: Sequence[str]) -> Entity:
    """Return the `PartitionInput` of a partition of Spark's; `keys` are the partition keys as Spark writes them."""
    values = values_of(partition["spec"], keys)
    location = partition["storage"]["location"] or _place(table, dict(zip(keys, values, strict=True)))
    storage = {**(table.get("StorageDescriptor") or {}), "Location": location}
    return {"Values": values, "StorageDescriptor": storage, "Parameters": partition["parameters"]}


def spec_of(given: Json) -> dict[str, str]:
    """Return the values that a script gives for keys, by the keys' names in the catalog; null as Hive writes it."""
    return {key.lower(): value or NULL_VALUE for key, value in given.items()}


def values_of(spec: Json, keys: Sequence[str]) -> list[str]:
    """Return the values of a partition, in the order of the table's keys."""
    given = spec_of(spec)
    return [given[key.lower()] for key in keys]


def name_of(partition: Entity, keys: Sequence[str]) -> str:
    """Return a partition as `SHOW PARTITIONS` writes it: key=value/key=value."""
    return _folder(dict(zip(keys, partition["Values"], strict=True)))


def _place(table: Entity, spec: Json) -> str:
    return f"{table['StorageDescriptor']['Location'].rstrip('/')}/{_folder(spec)}"


def _folder(spec: Json) -> str:
    return "/".join(f"{_escaped(key)}={_escaped(value)}" for key, value in spec.items())


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"%{ord(found[0]):02X}", text)
