"""What a crawler has done in all its runs, as Glue's `CrawlerMetrics` count it."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.crawler.report import CrawlReport

METRICS = "Metrics"
"""Where they are kept, beside what Glue tells of a crawler."""

_COUNTED = {"TablesCreated": "created", "TablesUpdated": "updated", "TablesDeleted": "deleted"}
_MOST_RUNTIMES = 100


def after_run(kept: Entity, report: CrawlReport, seconds: float) -> dict[str, Any]:
    """Return the metrics of a crawler after one more run."""
    before = kept.get(METRICS) or {}
    counts = Counter(change.what for change in report.changes)
    totals = {name: before.get(name, 0) + counts[what] for name, what in _COUNTED.items()}
    return {**totals, "Runtimes": [*before.get("Runtimes", ()), seconds][-_MOST_RUNTIMES:]}


def metrics_of(kept: Entity) -> Entity:
    """Return the `CrawlerMetrics` of a crawler."""
    found = kept.get(METRICS) or {}
    runtimes = found.get("Runtimes") or [0.0]
    return {
        "CrawlerName": kept["Name"],
        "TimeLeftSeconds": 0.0,
        "StillEstimating": False,
        "LastRuntimeSeconds": runtimes[-1],
        "MedianRuntimeSeconds": median(runtimes),
        **{name: found.get(name, 0) for name in _COUNTED},
    }
