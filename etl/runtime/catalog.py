"""The Data Catalog of a job, by the settings: in files, or behind an endpoint of Glue."""

from __future__ import annotations

import functools
from pathlib import Path

from etl.catalog.contract import Catalog
from etl.runtime.settings import current
from etl.storage import endpoint


def current_catalog() -> Catalog:
    """Return the catalog that the settings of this process name; nothing of it is read yet."""
    settings = current()
    if settings.glue_endpoint == endpoint.LOCAL:
        return _in_files(settings.catalog_root)
    return _behind(settings.glue_endpoint)


@functools.cache
def _in_files(folder: Path) -> Catalog:
    from etl.catalog.files import FileCatalog

    return FileCatalog(folder)


@functools.cache
def _behind(address: str) -> Catalog:
    import boto3  # type: ignore[import-untyped]

    from etl.catalog.glue import GlueCatalog

    return GlueCatalog(boto3.client("glue", endpoint_url=None if address == endpoint.AWS else address))
