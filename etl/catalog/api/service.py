"""Glue on a local catalog, for botocore's clients."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from etl.catalog.api.connections import ConnectionOperations
from etl.catalog.api.crawlers import CrawlerOperations
from etl.catalog.api.functions import FunctionOperations
from etl.catalog.api.partitions import PartitionOperations
from etl.catalog.api.tables import TableOperations
from etl.catalog.contract import Catalog
from etl.catalog.crawler.store import CrawlerStore
from etl.catalog.errors import CatalogError
from etl.errors import UnsupportedFeatureError
from etl.storage.botocore_clients import Answer, Service, method_name, serve

_OK, _REFUSED, _FAILED = 200, 400, 500
_CODES = (
    "EntityNotFoundException", "AlreadyExistsException", "InvalidInputException", "ConcurrentModificationException",
    "VersionMismatchException",
)  # fmt: skip
"""Our errors that have the names of Glue's."""


class Operations(CrawlerOperations, TableOperations, PartitionOperations, ConnectionOperations, FunctionOperations):
    """The operations of Glue that a catalog can serve: each takes and returns what boto3's method of its name does."""


def serve_local_catalog(find_catalog: Callable[[], Catalog | None], find_folder: Callable[[], Path]) -> None:
    """Have Glue clients that are made from now on use a catalog.

    Args:
        find_catalog: Returns the catalog, or None where it is not on this machine; each operation asks it anew.
        find_folder: Returns the folder of its crawlers.
    """
    serve(_LocalGlue(find_catalog, find_folder))


class _LocalGlue(Service):
    name = "glue"

    def __init__(self, find_catalog: Callable[[], Catalog | None], find_folder: Callable[[], Path]) -> None:
        self._find_catalog = find_catalog
        self._find_folder = find_folder

    def is_local(self) -> bool:
        return self._find_catalog() is not None

    def answer(self, operation: str, parameters: dict[str, Any], *, is_async: bool) -> Answer:  # noqa: ARG002
        catalog = self._find_catalog()
        assert catalog is not None
        method: Callable[[dict[str, Any]], dict[str, Any]] | None
        operations = Operations(catalog, CrawlerStore(self._find_folder()))
        method = getattr(operations, method_name(operation), None)
        if method is None:
            raise UnsupportedFeatureError(
                f"The operation {operation} of Glue on the local catalog",
                "It is there on AWS: give the setting glue-endpoint the value aws.",
            )
        try:
            return method(parameters) or {}, _OK
        except CatalogError as error:
            return _error(error)


def _error(error: CatalogError) -> Answer:
    code = type(error).__name__
    is_glues = code in _CODES
    told = {"Code": code if is_glues else "InternalServiceException", "Message": str(error)}
    return {"Error": told}, _REFUSED if is_glues else _FAILED
