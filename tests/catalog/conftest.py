from __future__ import annotations

import logging
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from etl.catalog.contract import Catalog
from etl.catalog.files import FileCatalog
from etl.catalog.glue import GlueCatalog
from tests.moto_server import moto_server

KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


@pytest.fixture
def catalog(tmp_path: Path) -> FileCatalog:
    """An empty catalog."""
    return FileCatalog(tmp_path / "catalog")


@pytest.fixture(scope="session")
def glue_url() -> Iterator[str]:
    """The address of a server that speaks Glue's API."""
    logging.getLogger("werkzeug").disabled = True
    with moto_server() as address:
        yield address


@pytest.fixture
def glue(glue_url: str) -> GlueCatalog:
    """An empty catalog behind Glue's API."""
    urllib.request.urlopen(urllib.request.Request(f"{glue_url}/moto-api/reset", method="POST")).close()
    return GlueCatalog(boto3.session.Session().client("glue", endpoint_url=glue_url, **KEYS))


@pytest.fixture(params=["catalog", "glue"])
def store(request: pytest.FixtureRequest) -> Catalog:
    """An empty catalog of each kind."""
    found: Catalog = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def table_of() -> Callable[..., dict[str, Any]]:
    """Makes a `TableInput`."""

    def make(name: str, keys: dict[str, str] | None = None, **others: Any) -> dict[str, Any]:
        storage = {"Columns": [{"Name": "id", "Type": "bigint"}], "Location": f"s3://b/{name}/"}
        columns = [{"Name": key, "Type": type_} for key, type_ in (keys or {}).items()]
        return {"Name": name, "StorageDescriptor": storage, "PartitionKeys": columns, **others}

    return make
