"""What a crawl tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.catalog.crawler.groups import Skipped


@dataclass(frozen=True)
class Change:
    """What became of a table: `created`, `updated`, `unchanged`, `logged`, `deprecated` or `deleted`, and why."""

    what: str
    table: str
    why: str
    partitions: int = 0


@dataclass
class CrawlReport:
    """What a crawl did.

    Attributes:
        changes: What became of tables.
        files: How many files it found.
        skipped: Files that came into no table.
    """

    changes: list[Change] = field(default_factory=list)
    files: int = 0
    skipped: list[Skipped] = field(default_factory=list)
