"""Taking a bookmark back: to the beginning, or to the end of an earlier run.

Source: https://docs.aws.amazon.com/glue/latest/dg/monitor-continuations.html
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from etl.bookmarks.contract import Bookmark, BookmarkStore


def reset(store: BookmarkStore, job: str) -> Bookmark:
    """Let the next run of a job read everything, and return the bookmark; earlier ones stay, to be rewound to."""
    return _saved(store, Bookmark(job))


def rewind(store: BookmarkStore, job: str, run_id: str) -> Bookmark:
    """Let the next run of a job read what came after a run, and return the bookmark.

    Raises:
        UnknownRunError: The run has left no bookmark.
    """
    left = store.as_of(job, run_id)
    return _saved(store, replace(left, rewound_from=left.version))


def _saved(store: BookmarkStore, bookmark: Bookmark) -> Bookmark:
    latest = next(iter(store.versions(bookmark.job)), 0)
    saved = replace(bookmark, version=latest + 1, saved=datetime.now(UTC))
    store.save(saved)
    return saved
