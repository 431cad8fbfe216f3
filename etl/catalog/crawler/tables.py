"""What the catalog is told of the files of one table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from etl.catalog.crawler.grouping import Classified, Group
from etl.catalog.hive_types import hive_type
from etl.catalog.table_formats import storage_of
from etl.frame.types import Struct

UPDATED_BY = "UPDATED_BY_CRAWLER"
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


def table_input(name: str, address: str, group: Group, crawler: str) -> dict[str, Any]:
    """Return the `TableInput` of a table."""
    found = group.files[0].found
    sizes = sum(file.size for file in group.files)
    records = sum(file.found.records for file in group.files)
    parameters = {
        "classification": found.name,
        "compressionType": found.compression,
        "typeOfData": "file",
        "objectCount": str(len(group.files)),
        "sizeKey": str(sizes),
        "recordCount": str(records),
        "averageRecordSize": str(sizes // records if records else 0),
        UPDATED_BY: crawler,
        **_VERSIONS,
        **found.parameters,
    }
    storage: dict[str, Any] = {
        "Columns": columns_of(group.columns),
        "Location": location_of(address, group),
        "Compressed": found.compression != "none",
        "NumberOfBuckets": -1,
        "StoredAsSubDirectories": False,
        "Parameters": parameters,
    }
    if found.format != "UNKNOWN":
        storage |= storage_of(found.format, {"separator": found.parameters.get("delimiter", ",")})
        storage["SerdeInfo"]["Parameters"] |= found.serde
    return {
        "Name": name,
        "Owner": "owner",
        "TableType": "EXTERNAL_TABLE",
        "Parameters": parameters,
        "PartitionKeys": [{"Name": key, "Type": "string"} for key in partition_keys(group)],
        "StorageDescriptor": storage,
    }


def columns_of(columns: Struct) -> list[dict[str, str]]:
    """Return the columns of a table."""
    return [{"Name": field.name.lower(), "Type": hive_type(field.type)} for field in columns]


def partition_keys(group: Group) -> list[str]:
    """Return the keys that the folders of a table name, `partition_0` and so on where they name none."""
    paths = [group.partition_of(file) for file in group.files]
    return [_key(place, {path[place] for path in paths}) for place in range(len(paths[0]))]


def partitions_of(address: str, group: Group, storage: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the `PartitionInput`s of a table, one for each folder of files."""
    folders: dict[tuple[str, ...], Classified] = {}
    for file in group.files:
        folders.setdefault(group.partition_of(file), file)
    keys = partition_keys(group)
    for folder in sorted(folders):
        location = f"{location_of(address, group)}{'/'.join(folder)}/"
        values = [_value(key, part) for key, part in zip(keys, folder, strict=True)]
        yield {"Values": values, "StorageDescriptor": {**storage, "Location": location}}


def _value(key: str, part: str) -> str:
    name, _, value = part.partition("=")
    return unquote(value) if name.lower() == key else part


def _key(place: int, names: set[str]) -> str:
    keys = {name.partition("=")[0].lower() for name in names if "=" in name}
    return keys.pop() if len(keys) == 1 and all("=" in name for name in names) else f"partition_{place}"
