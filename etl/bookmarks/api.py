"""Operations of Glue on job bookmarks."""

from __future__ import annotations

from typing import Any

from etl.bookmarks.contract import Bookmark, BookmarkStore
from etl.bookmarks.resetting import reset, rewind
from etl.storage.pages import page

Json = dict[str, Any]


class BookmarkOperations:
    """A part of the operations of Glue: each takes and returns what boto3's method of its name does."""

    def __init__(self, store: BookmarkStore) -> None:
        self._bookmarks = store

    def get_job_bookmark(self, given: Json) -> Json:
        """Return the bookmark that counts or, given a `RunId`, the one that a run has left."""
        job, run_id = given["JobName"], given.get("RunId")
        self._bookmarks.require(job)
        return _entry(self._bookmarks.as_of(job, run_id) if run_id else self._bookmarks.latest(job))

    def get_job_bookmarks(self, given: Json) -> Json:
        """Return a page of all that a job's bookmark has been, the latest first."""
        job = given["JobName"]
        self._bookmarks.require(job)
        return page(given, "JobBookmarkEntries", lambda: (one.to_glue() for one in self._bookmarks.readable(job)))

    def reset_job_bookmark(self, given: Json) -> Json:
        """Take a bookmark back to the beginning or, given a `RunId`, to the end of that run."""
        job, run_id = given["JobName"], given.get("RunId")
        self._bookmarks.require(job)
        return _entry(rewind(self._bookmarks, job, run_id) if run_id else reset(self._bookmarks, job))


def _entry(bookmark: Bookmark) -> Json:
    return {"JobBookmarkEntry": bookmark.to_glue()}
