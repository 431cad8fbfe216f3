"""Times of the catalog, as they are written in JSON."""

from __future__ import annotations

from datetime import UTC, datetime


def time_of(told: str | float) -> datetime:
    """Return the time of a text of ISO 8601, or of seconds since 1970, as AWS's command line may write them.

    Raises:
        ValueError: It is no time.
    """
    try:
        return datetime.fromisoformat(told) if isinstance(told, str) else datetime.fromtimestamp(told, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(f"{told!r} is no time") from error


def is_time(told: object) -> bool:
    """Return whether something is the text or the number of a time."""
    try:
        return isinstance(told, str | int | float) and not isinstance(told, bool) and bool(time_of(told))
    except ValueError:
        return False
