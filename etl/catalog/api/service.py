"""Glue on a local catalog, for botocore's clients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from etl.catalog.api.connections import ConnectionOperations
from etl.catalog.api.crawlers import CrawlerOperations
from etl.catalog.api.functions import FunctionOperations
from etl.catalog.api.partitions import PartitionOperations
from etl.catalog.api.tables import TableOperations
from etl.catalog.contract import Catalog
from etl.catalog.crawler.store import CrawlerStore
from etl.storage.glue_service import serve_glue


class CatalogOperations(
    CrawlerOperations, TableOperations, PartitionOperations, ConnectionOperations, FunctionOperations
):
    """The operations of Glue that a catalog can serve: each takes and returns what boto3's method of its name does."""


def serve_local_catalog(
    find_catalog: Callable[[], Catalog | None],
    find_folder: Callable[[], Path],
    find_others: Callable[[], Sequence[object]] = tuple,
) -> None:
    """Have Glue clients that are made from now on use a catalog.

    Args:
        find_catalog: Returns the catalog, or None where it is not on this machine; each operation asks it anew.
        find_folder: Returns the folder of its crawlers.
        find_others: Returns what has the operations on things that are not the catalog's.
    """

    def operations() -> Sequence[object]:
        catalog = find_catalog()
        return [CatalogOperations(catalog, CrawlerStore(find_folder())), *find_others()] if catalog is not None else ()

    serve_glue(operations)
