"""How many error records the steps of this process have made so far, for the summary at the end of a run.

Counting error records exactly means running the step; here they are counted as the data passes by. A task that runs
twice counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from pyspark import AccumulatorParam, SparkContext

from etl.jvm.broken import broken_records

Count = dict[int, int]
"""A number of error records by partition."""

_watched: list[tuple[str, Callable[[], int]]] = []
_NAMED_FILES = 3


def watch(place: str, count: Callable[[], int]) -> None:
    """Let `totals` ask `count` for the number of error records at `place`."""
    _watched.append((place, count))


def totals() -> list[tuple[str, int]]:
    """Return the places where there were error records, with their numbers; of many files their folders."""
    counted = [*_by_place(broken_records()).items(), *((place, count()) for place, count in _watched)]
    return [(place, errors) for place, errors in counted if errors]


def _by_place(files: dict[str, int]) -> dict[str, int]:
    if len(files) <= _NAMED_FILES:
        return files
    folders: Counter[str] = Counter()
    for path, errors in files.items():
        folders[path.rpartition("/")[0] + "/"] += errors
    return folders


class TaskTally:
    """Counts the error records of one step, in whatever process its tasks run."""

    def __init__(self, sc: SparkContext, place: str) -> None:
        self._counts = sc.accumulator({}, _LargestByPartition())
        counts = self._counts
        watch(place, lambda: sum(counts.value.values()))

    def add(self, partition: int, errors: int) -> None:
        """Say in a task that `errors` records of a partition were errors so far."""
        self._counts.add({partition: errors})


class _LargestByPartition(AccumulatorParam[Count]):
    def zero(self, value: Count) -> Count:  # noqa: ARG002  Spark's interface
        return {}

    def addInPlace(self, value1: Count, value2: Count) -> Count:  # noqa: N802  Spark's interface
        for partition, errors in value2.items():
            value1[partition] = max(errors, value1.get(partition, 0))
        return value1
