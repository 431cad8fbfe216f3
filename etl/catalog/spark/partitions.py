"""Partitions in the words of Spark and of Glue."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from etl.catalog.contract import Entity

Json = dict[str, Any]


def partition_of(partition: Entity, table: Entity) -> Json:
    """Return a partition as Spark sees it."""
    keys = _keys(table)
    spec = dict(zip(keys, partition["Values"], strict=True))
    location = (partition.get("StorageDescriptor") or {}).get("Location") or _place(table, spec)
    created = partition.get("CreationTime")
    return {
        "spec": spec,
        "storage": {"location": location, "properties": {}},
        "parameters": partition.get("Parameters") or {},
        "created": int(created.timestamp() * 1000) if created else 0,
    }


def partition_input(partition: Json, table: Entity) -> Entity:
    """Return the `PartitionInput` of a partition of Spark's."""
    values = values_of(partition["spec"], table)
    location = partition["storage"]["location"] or _place(table, dict(zip(_keys(table), values, strict=True)))
    storage = {**(table.get("StorageDescriptor") or {}), "Location": location}
    return {"Values": values, "StorageDescriptor": storage, "Parameters": partition["parameters"]}


def values_of(spec: Json, table: Entity) -> list[str]:
    """Return the values of a partition, in the order of the table's keys."""
    given = {key.lower(): value for key, value in spec.items()}
    return [given[key] for key in _keys(table)]


def names_of(partition: Entity, table: Entity) -> str:
    """Return a partition as `SHOW PARTITIONS` writes it: key=value/key=value."""
    pairs = zip(_keys(table), partition["Values"], strict=True)
    return "/".join(f"{key}={_escaped(value)}" for key, value in pairs)


def _place(table: Entity, spec: Json) -> str:
    folder = "/".join(f"{key}={_escaped(value)}" for key, value in spec.items())
    return f"{table['StorageDescriptor']['Location'].rstrip('/')}/{folder}"


def _escaped(value: str) -> str:
    return quote(value, safe=" !$&()+,;@`|~-._<>")


def _keys(table: Entity) -> list[str]:
    return [key["Name"] for key in table.get("PartitionKeys") or ()]
