from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.catalog.crawler import CrawlerDefinition, CrawlReport, Target, crawl
from etl.catalog.files import FileCatalog

Write = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files below a folder, and returns it."""

    def put(files: dict[str, str | bytes]) -> Path:
        for name, data in files.items():
            path = tmp_path / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        return tmp_path / "data"

    return put


@pytest.fixture
def crawled(catalog: FileCatalog) -> Callable[..., CrawlReport]:
    """Crawls a folder into the database `d`."""

    def run(path: Path, *, exclusions: tuple[str, ...] = (), sample_size: int = 0, **others: Any) -> CrawlReport:
        target = Target(str(path), exclusions, sample_size)
        return crawl(catalog, CrawlerDefinition("c", "d", (target,), **others))

    return run


@pytest.fixture
def columns(catalog: FileCatalog) -> Callable[[str], dict[str, str]]:
    """Returns the types of a table's columns."""

    def of(table: str) -> dict[str, str]:
        storage = catalog.table("d", table)["StorageDescriptor"]
        return {column["Name"]: column["Type"] for column in storage["Columns"]}

    return of
