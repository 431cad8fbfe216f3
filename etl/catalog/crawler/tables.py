"""What the catalog is told of the files of one table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.crawler.classifiers.classification import UNKNOWN, Classification
from etl.catalog.crawler.groups import Group
from etl.catalog.hive_types import hive_type
from etl.catalog.table_formats import storage_of
from etl.frame.types import Struct

UPDATED_BY = "UPDATED_BY_CRAWLER"
DEPRECATED = "DEPRECATED_BY_CRAWLER"
NUMBERED_KEY = re.compile(r"partition_\d+")
"""A partition key of folders that name none."""

_VERSIONS = {"CrawlerSchemaSerializerVersion": "1.0", "CrawlerSchemaDeserializerVersion": "1.0"}
_NOT_A_NAME = re.compile(r"[^a-z0-9_]")


def table_name(address: str, group: Group, prefix: str) -> str:
    """Return the name of a table: its folder's or file's, in lower case, with `_` for what is no letter or digit."""
    last = f"{address}/{group.folder}".rstrip("/").rpartition("/")[2]
    return f"{prefix}{_NOT_A_NAME.sub('_', last.lower())}"


def distinct(name: str, location: str) -> str:
    """Return a name for a table whose own is another one's, as Glue makes it: with a hash behind it."""
    return f"{name}_{hashlib.md5(location.encode(), usedforsecurity=False).hexdigest()}"


def location_of(address: str, group: Group) -> str:
    """Return the folder of a table, or its file."""
    location = f"{address}/{group.folder}".rstrip("/")
    return location if group.is_file else f"{location}/"


def location_in(table: Entity) -> str:
    """Return the folder, or the file, that a table of the catalog names."""
    return str((table.get("StorageDescriptor") or {}).get("Location") or "")


def table_input(name: str, address: str, group: Group, keys: Sequence[str], crawler: str) -> dict[str, Any]:
    """Return the `TableInput` of a table.

    Args:
        name: The table's name.
        address: The target.
        group: The files of the table.
        keys: Its partition keys.
        crawler: The crawler's name.
    """
    parameters = _parameters(group, crawler)
    return {
        "Name": name,
        "Owner": "owner",
        "TableType": "EXTERNAL_TABLE",
        "Parameters": parameters,
        "PartitionKeys": [{"Name": key, "Type": "string"} for key in keys],
        "StorageDescriptor": {
            "Columns": columns_of(group.columns),
            "Location": location_of(address, group),
            "Compressed": group.files[0].found.compression != "none",
            "NumberOfBuckets": -1,
            "StoredAsSubDirectories": False,
            "Parameters": parameters,
            **_reading(group.files[0].found),
        },
    }


def _parameters(group: Group, crawler: str) -> dict[str, str]:
    found = group.files[0].found
    size = sum(file.size for file in group.files)
    records = sum(file.found.records for file in group.files)
    return {
        "classification": found.name,
        "compressionType": found.compression,
        "typeOfData": "file",
        "objectCount": str(len(group.files)),
        "sizeKey": str(size),
        "recordCount": str(records),
        "averageRecordSize": str(size // records if records else 0),
        UPDATED_BY: crawler,
        **_VERSIONS,
        **found.parameters,
    }


def _reading(found: Classification) -> dict[str, Any]:
    """Return what reads a format, and its SerDe; nothing for what nobody knows."""
    if found.format == UNKNOWN.format:
        return {}
    told = storage_of(found.format, {"separator": found.parameters.get("delimiter", ",")})
    told["SerdeInfo"]["Parameters"] |= found.serde
    return told


def columns_of(columns: Struct) -> list[dict[str, str]]:
    """Return the columns of a table; a column without a name is none."""
    named = [field for field in columns if field.name.strip()]
    return [{"Name": field.name.lower(), "Type": hive_type(field.type)} for field in named]
