"""Finds the partitions that a table lacks, by the folders `key=value` at its location."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from etl.catalog.contract import Catalog
from etl.catalog.errors import InvalidInputException, raise_failures
from etl.catalog.steps import CREATE, Step
from etl.errors import PathError
from etl.storage.hadoop import SCHEMES
from etl.storage.s3.client import client, refusals


def add_found_partitions(catalog: Catalog, database: str, name: str) -> Iterator[Step]:
    """Add a partition for each folder that has none, and yield them; no partition is dropped.

    Raises:
        InvalidInputException: The table has no partition keys, or no location.
        PathError: There is nothing at the location.
    """
    table = catalog.table(database, name)
    keys = [key["Name"].lower() for key in table.get("PartitionKeys") or ()]
    location = str((table.get("StorageDescriptor") or {}).get("Location") or "").rstrip("/")
    if not keys or not location:
        raise InvalidInputException(f"The table {database}.{name} has no {'location' if keys else 'partition keys'}.")
    known = {tuple(partition["Values"]) for partition in catalog.partitions(database, name)}
    found = {folder: _values(folder, keys) for folder in _folders(location, len(keys))}
    missing = sorted((folder, values) for folder, values in found.items() if values and tuple(values) not in known)
    if not missing:
        return
    storage = table["StorageDescriptor"]
    given = (
        {"Values": values, "StorageDescriptor": {**storage, "Location": f"{location}/{folder}/"}}
        for folder, values in missing
    )
    raise_failures(f"{database}.{name}", catalog.create_partitions(database, name, given))
    yield from (Step(CREATE, "partition", f"{database}.{name} {folder}") for folder, _ in missing)


def _values(folder: str, keys: list[str]) -> list[str]:
    """Return the values that a folder's name tells; none if it is not of these keys."""
    pairs = [part.partition("=") for part in folder.split("/")]
    if [key.lower() for key, _, _ in pairs] != keys:
        return []
    return [unquote(value) for _, _, value in pairs]


def _folders(location: str, depth: int) -> set[str]:
    """Return the folders, so many levels below a location, that have files."""
    parts = (file.split("/")[:-1] for file in _files(location))
    return {"/".join(folders[:depth]) for folders in parts if len(folders) >= depth}


def _files(location: str) -> Iterator[str]:
    """Yield the names of all files below a location, seen from there."""
    address = urlsplit(location)
    if address.scheme in SCHEMES:
        prefix = f"{address.path.strip('/')}/".lstrip("/")
        with refusals(location):
            for page in client().get_paginator("list_objects_v2").paginate(Bucket=address.netloc, Prefix=prefix):
                yield from (item["Key"].removeprefix(prefix) for item in page.get("Contents", ()))
        return
    root = Path(address.path if address.scheme == "file" else location)
    if not root.is_dir():
        raise PathError(location, "there is no such folder")
    yield from (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
