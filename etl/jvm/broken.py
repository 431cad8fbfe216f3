"""How many broken records the readers in the JVM met, as the data passed by."""

from __future__ import annotations

from typing import Any

from etl.storage.lines import split_line

_watched: list[Any] = []


def watched(sources: Any) -> Any:
    """Return the JVM's `sources`, whose broken records `broken_records` will count."""
    _watched.append(sources)
    return sources


def broken_records() -> dict[str, int]:
    """Return the number of broken records by file; a file that was read several times counts once."""
    found: dict[str, int] = {}
    for sources in _watched:
        for path, errors in _counts(sources).items():
            found[path] = max(errors, found.get(path, 0))
    return found


def _counts(sources: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in sources.tally().lines().split("\n")[:-1]:
        path, errors = split_line(line)
        counts[path] = counts.get(path, 0) + int(errors)
    return counts
