from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.catalog.files import FileCatalog


@pytest.fixture
def catalog(tmp_path: Path) -> FileCatalog:
    """An empty catalog."""
    return FileCatalog(tmp_path / "catalog")


@pytest.fixture
def table_of() -> Callable[..., dict[str, Any]]:
    """Makes a `TableInput`."""

    def make(name: str, keys: dict[str, str] | None = None, **others: Any) -> dict[str, Any]:
        storage = {"Columns": [{"Name": "id", "Type": "bigint"}], "Location": f"s3://b/{name}/"}
        columns = [{"Name": key, "Type": type_} for key, type_ in (keys or {}).items()]
        return {"Name": name, "StorageDescriptor": storage, "PartitionKeys": columns, **others}

    return make
