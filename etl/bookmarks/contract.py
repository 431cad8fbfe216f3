"""What a bookmark is, and what a store of bookmarks does."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from etl.bookmarks.errors import BookmarkDataError, BookmarkNotFoundError, UnknownRunError
from etl.notice import warn

State = Mapping[str, Any]
"""What one step of a job has read, by the kind of its state; texts, numbers, lists and mappings of these."""


@dataclass(frozen=True)
class Bookmark:
    """What a job has read up to the end of one of its runs.

    Attributes:
        job: The job's name.
        version: Grows with each change of the job's bookmark, resets among them; 0 is the one before the first.
        run: How many runs have succeeded since the beginning or the last reset.
        attempt: How many attempts at this run had failed before.
        run_id: The run that left it; empty after a reset.
        previous_run_id: The run that left the one before.
        states: The state of each step, by its transformation_ctx.
        saved: When it was saved.
        rewound_from: The version that a rewind has brought back with this one; 0 for what a run itself has left.
    """

    job: str
    version: int = 0
    run: int = 0
    attempt: int = 0
    run_id: str = ""
    previous_run_id: str = ""
    states: Mapping[str, State] = field(default_factory=dict)
    saved: datetime | None = None
    rewound_from: int = 0

    def to_glue(self) -> dict[str, Any]:
        """Return Glue's JobBookmarkEntry."""
        runs = {"RunId": self.run_id, "PreviousRunId": self.previous_run_id}
        return {
            "JobName": self.job,
            "Version": self.version,
            "Run": self.run,
            "Attempt": self.attempt,
            **{name: run_id for name, run_id in runs.items() if run_id},
            "JobBookmark": json.dumps(self._content(), ensure_ascii=False),
        }

    def _content(self) -> dict[str, Any]:
        return {
            "job_name": self.job,
            "run_id": self.run_id,
            "run_number": self.run,
            "attempt_number": self.attempt,
            "states": self.states,
        }


class BookmarkStore(ABC):
    """Keeps all versions of the bookmarks of all jobs.

    Raises:
        BookmarkDataError: A version is there and cannot be read.
    """

    @abstractmethod
    def jobs(self) -> list[str]:
        """Return the names of the jobs that have a bookmark, sorted."""

    @abstractmethod
    def versions(self, job: str) -> list[int]:
        """Return the versions of a job's bookmark, the latest first."""

    @abstractmethod
    def version(self, job: str, version: int) -> Bookmark:
        """Return a version that there is; 0 is that of a job that has read nothing."""

    @abstractmethod
    def place(self, job: str, version: int) -> str:
        """Return where a version is kept, for messages."""

    @abstractmethod
    def save(self, bookmark: Bookmark) -> None:
        """Add a version to those of a job, whole or not at all.

        Raises:
            VersionMismatchException: It does not follow the latest.
        """

    def latest(self, job: str) -> Bookmark:
        """Return the bookmark that counts."""
        return self.version(job, next(iter(self.versions(job)), 0))

    def require(self, job: str) -> None:
        """Refuse a job that has no bookmark.

        Raises:
            BookmarkNotFoundError: It has none.
        """
        if not self.versions(job):
            raise BookmarkNotFoundError(job, self.jobs())

    def readable(self, job: str) -> Iterator[Bookmark]:
        """Yield the versions of a job's bookmark that can be read, the latest first; others are told."""
        for version in self.versions(job):
            try:
                yield self.version(job, version)
            except BookmarkDataError as error:
                warn(f"{error.problem}; this version of the bookmark of the job {job} is left out.")

    def as_of(self, job: str, run_id: str) -> Bookmark:
        """Return the bookmark as a run has left it.

        Raises:
            UnknownRunError: The run has left none.
        """
        known: list[str] = []
        for bookmark in self.readable(job):
            if bookmark.run_id == run_id and not bookmark.rewound_from:
                return bookmark
            known.append(bookmark.run_id)
        raise UnknownRunError(job, run_id, filter(None, dict.fromkeys(known)))
