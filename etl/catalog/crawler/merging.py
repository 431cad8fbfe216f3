"""A table that only gets new columns: all else that the catalog says of it stays.

Source: https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html, "Add new columns only"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.catalog import inputs
from etl.catalog.contract import Entity
from etl.catalog.crawler.tables import DEPRECATED


def merged(known: Entity, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the `TableInput` of a known table with the new columns, the keys and the counts that a crawl found."""
    old, found = known["StorageDescriptor"], given["StorageDescriptor"]
    storage = {
        **found,
        **old,
        "Columns": _columns(old.get("Columns") or [], found["Columns"]),
        "Location": found["Location"],
        "Parameters": {**(old.get("Parameters") or {}), **found["Parameters"]},
        "SerdeInfo": _serde(old.get("SerdeInfo") or {}, found.get("SerdeInfo") or {}),
    }
    parameters = {**(known.get("Parameters") or {}), **given["Parameters"]}
    parameters.pop(DEPRECATED, None)
    told = {"StorageDescriptor": storage, "Parameters": parameters, "PartitionKeys": given["PartitionKeys"]}
    return inputs.table_input(known) | told


def _columns(old: list[dict[str, str]], found: list[dict[str, str]]) -> list[dict[str, str]]:
    names = {column["Name"] for column in old}
    return [*old, *(column for column in found if column["Name"] not in names)]


def _serde(old: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """Return a SerDe as it is, with the parameters that a crawler sets."""
    return {**found, **old, "Parameters": {**(old.get("Parameters") or {}), **(found.get("Parameters") or {})}}
