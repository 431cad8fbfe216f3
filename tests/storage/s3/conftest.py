"""Clients of S3: one on local buckets, one on a moto server."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.runtime import settings
from etl.runtime.bootstrap import prepare
from tests.moto_server import moto_server


@pytest.fixture
def buckets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the local buckets; there are no credentials, and no settings of AWS."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("ETL_S3_ROOT", str(tmp_path / "s3"))
    settings.current.cache_clear()
    prepare()
    yield tmp_path / "s3"
    settings.current.cache_clear()


@pytest.fixture
def s3(buckets: Path) -> Any:
    """A client on the local buckets."""
    import boto3

    return boto3.session.Session().client("s3")


@pytest.fixture(scope="session")
def moto_url() -> Iterator[str]:
    """The address of a moto server."""
    logging.getLogger("werkzeug").disabled = True
    with moto_server() as address:
        yield address


@pytest.fixture
def moto_s3(moto_url: str) -> Any:
    """A client on the moto server, which has no buckets."""
    import urllib.request

    import boto3

    urllib.request.urlopen(urllib.request.Request(f"{moto_url}/moto-api/reset", method="POST")).close()
    given = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    return boto3.session.Session().client("s3", endpoint_url=moto_url, **given)
