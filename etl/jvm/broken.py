"""How many broken records the readers in the JVM met, as the data passed by."""

from __future__ import annotations

from typing import Any

from etl.storage.lines import split_line

_watched: list[Any] = []


def watched(files: Any) -> Any:
    """Return the JVM's `files`, whose broken records `broken_records` will count."""
    _watched.append(files)
    return files


def broken_records() -> dict[str, int]:
    """Return the number of broken records by file; a file that was read several times counts once."""
    found: dict[str, int] = {}
    for files in _watched:
        for path, errors in _counts(files).items():
            found[path] = max(errors, found.get(path, 0))
    return found


def _counts(files: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in files.tally().lines().split("\n")[:-1]:
        path, errors = split_line(line)
        counts[path] = counts.get(path, 0) + int(errors)
    return counts
