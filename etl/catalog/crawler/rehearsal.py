"""A crawl that changes nothing: it works on a passing copy of the catalog."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.catalog.contract import Catalog
from etl.catalog.copying import apply
from etl.catalog.errors import EntityNotFoundException
from etl.catalog.files import FileCatalog


@contextmanager
def rehearsal(catalog: Catalog, database: str) -> Iterator[Catalog]:
    """Give a copy of a database, if there is one, which goes when the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        copy = FileCatalog(Path(folder))
        try:
            catalog.database(database)
        except EntityNotFoundException:
            yield copy
            return
        list(apply(catalog, copy, [database]))
        yield copy
