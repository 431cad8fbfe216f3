from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.catalog.contract import Catalog
from etl.catalog.table_formats import storage_of
from etl.runtime.catalog import current_catalog


@pytest.fixture
def catalog(glue_context: Any) -> Catalog:
    """The catalog of the session."""
    return current_catalog()


@pytest.fixture
def database(catalog: Catalog, request: pytest.FixtureRequest) -> str:
    """A database that no other test uses."""
    name = f"db-{zlib.crc32(request.node.nodeid.encode()):x}"
    catalog.create_database({"Name": name})
    return name


@pytest.fixture
def add_table(catalog: Catalog, database: str, tmp_path: Path) -> Callable[..., Path]:
    """Makes a table of a format with columns and keys, `name:type` each, and returns its folder."""

    def add(name: str, form: str, columns: str, keys: str = "", parameters: dict[str, str] | None = None) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        storage = {"Columns": _columns(columns), "Location": str(folder), **storage_of(form, {})}
        given = {"classification": form, **(parameters or {})}
        table = {"Name": name, "StorageDescriptor": storage, "PartitionKeys": _columns(keys), "Parameters": given}
        catalog.create_table(database, table)
        return folder

    return add


@pytest.fixture
def add_partition(catalog: Catalog, database: str, tmp_path: Path) -> Callable[..., None]:
    """Adds a partition to a table, with a file of some lines in its folder."""

    def add(name: str, values: list[str], *lines: str) -> None:
        table = catalog.table(database, name)
        keys = [key["Name"] for key in table["PartitionKeys"]]
        folder = tmp_path / name / "/".join(f"{k}={v}" for k, v in zip(keys, values, strict=True))
        folder.mkdir(parents=True)
        (folder / "data").write_text("".join(f"{line}\n" for line in lines))
        storage = {**table["StorageDescriptor"], "Location": str(folder)}
        assert catalog.create_partitions(database, name, [{"Values": values, "StorageDescriptor": storage}]) == []

    return add


@pytest.fixture
def rows() -> Callable[[Any], list[tuple[Any, ...]]]:
    """Returns the rows of a frame or a DataFrame, sorted."""

    def collected(given: Any) -> list[tuple[Any, ...]]:
        df = given.toDF() if hasattr(given, "glue_ctx") else given
        return sorted((tuple(row) for row in df.collect()), key=repr)

    return collected


def _columns(text: str) -> list[dict[str, str]]:
    return [dict(zip(("Name", "Type"), part.strip().split(":"), strict=True)) for part in text.split(",") if part]
