"""What readers of our own know of the data they read: its size, which Spark's record of a run lacks for them."""

from __future__ import annotations

_sizes: dict[str, int] = {}


def note_size(source: str, size: int) -> None:
    """Note that `source`, named as its RDD is, holds `size` bytes."""
    _sizes[source] = size


def size_of(source: str) -> int | None:
    """Return the noted size of `source` in bytes; None if nothing was noted."""
    return _sizes.get(source)
