"""The Data Catalog of a job, by the settings: in files, or behind an endpoint of Glue."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from etl.bookmarks.api import BookmarkOperations
from etl.catalog.api import serve_local_catalog
from etl.catalog.contract import Catalog
from etl.runs.api import JobRunOperations
from etl.runtime.bookmarks import bookmark_store
from etl.runtime.runs import current_runs
from etl.runtime.settings import current
from etl.storage import endpoint

_ENDPOINT_OF_BOTO3 = "AWS_ENDPOINT_URL_GLUE"
_REGION = "us-east-1"


def current_catalog() -> Catalog:
    """Return the catalog that the settings of this process name; nothing of it is read yet."""
    settings = current()
    if settings.glue_endpoint == endpoint.LOCAL:
        return _in_files(settings.catalog_root)
    return _behind(settings.glue_endpoint)


def local_catalog() -> Catalog | None:
    """Return the catalog if it is in files, for boto3's clients of Glue in the place of AWS."""
    return current_catalog() if current().glue_endpoint == endpoint.LOCAL else None


def prepare_process() -> None:
    """Let clients of boto3 find the catalog; they want a region, which a job on Glue always has."""
    serve_local_catalog(local_catalog, lambda: current().catalog_root, _other_operations)
    if not _has_config_of_aws():
        os.environ.setdefault("AWS_DEFAULT_REGION", os.environ.get("AWS_REGION", _REGION))
    address = current().glue_endpoint
    if address not in (endpoint.LOCAL, endpoint.AWS):
        os.environ[_ENDPOINT_OF_BOTO3] = address


def _other_operations() -> list[object]:
    """Return what serves the operations of Glue on runs and on bookmarks."""
    return [JobRunOperations(current_runs()), BookmarkOperations(bookmark_store())]


def _has_config_of_aws() -> bool:
    """Return whether there is a file that may name a region."""
    return Path(os.environ.get("AWS_CONFIG_FILE", "~/.aws/config")).expanduser().exists()


@functools.cache
def _in_files(folder: Path) -> Catalog:
    from etl.catalog.files import FileCatalog

    return FileCatalog(folder)


@functools.cache
def _behind(address: str) -> Catalog:
    import boto3  # type: ignore[import-untyped]

    from etl.catalog.glue import GlueCatalog

    return GlueCatalog(boto3.client("glue", endpoint_url=None if address == endpoint.AWS else address))
