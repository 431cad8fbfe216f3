"""What a crawl tells."""

from __future__ import annotations

from collections.abc import Iterator
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

    def told_skipped(self) -> Iterator[str]:
        """Yield what was skipped, files of one reason together."""
        reasons: dict[str, list[str]] = {}
        for skipped in self.skipped:
            reasons.setdefault(skipped.why, []).append(skipped.file)
        for why, files in reasons.items():
            more = f" and {len(files) - 1} more" if len(files) > 1 else ""
            yield f"skipped {files[0]}{more} ({why})"
