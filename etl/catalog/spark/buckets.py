"""Buckets of tables in the words of Spark and of Glue."""

from __future__ import annotations

from typing import Any

from etl.catalog.contract import Entity

Json = dict[str, Any]

_ASCENDING = 1


def bucket_words(buckets: Json | None) -> Entity:
    """Return what a `StorageDescriptor` says of the buckets of a table of Spark's."""
    if not buckets:
        return {}
    return {
        "NumberOfBuckets": buckets["number"],
        "BucketColumns": buckets["columns"],
        "SortColumns": [{"Column": name, "SortOrder": _ASCENDING} for name in buckets["sorted"]],
    }


def buckets_of(storage: Entity) -> Json | None:
    """Return the buckets that a `StorageDescriptor` tells of; None if there are none."""
    if not storage.get("BucketColumns") or storage.get("NumberOfBuckets", 0) < 1:
        return None
    ordered = [column["Column"] for column in storage.get("SortColumns") or ()]
    return {"number": storage["NumberOfBuckets"], "columns": storage["BucketColumns"], "sorted": ordered}
