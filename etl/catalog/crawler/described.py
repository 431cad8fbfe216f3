"""A crawler as Glue's API tells it: with what a request left out filled in.

Source: https://docs.aws.amazon.com/glue/latest/webapi/API_Crawler.html
"""

from __future__ import annotations

from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.crawler.definition import DEPRECATE, EVERYTHING, UPDATE
from etl.catalog.crawler.metrics import METRICS

_DEFAULTS: dict[str, Any] = {
    "SchemaChangePolicy": {"UpdateBehavior": UPDATE, "DeleteBehavior": DEPRECATE},
    "RecrawlPolicy": {"RecrawlBehavior": EVERYTHING},
    "LineageConfiguration": {"CrawlerLineageSettings": "DISABLE"},
    "LakeFormationConfiguration": {"UseLakeFormationCredentials": False, "AccountId": ""},
}


def described(kept: Entity) -> Entity:
    """Return a `Crawler`.

    Args:
        kept: What is kept of it: its request, and what became of it.
    """
    told = {"Classifiers": [], "CrawlElapsedTime": 0, **kept}
    told |= {name: {**default, **(kept.get(name) or {})} for name, default in _DEFAULTS.items()}
    told.pop(METRICS, None)
    if kept.get("Schedule"):
        told["Schedule"] = {"ScheduleExpression": kept["Schedule"], "State": "SCHEDULED"}
    return told
