"""What a store of bookmarks answers where it cannot do what it is asked for.

EtlError
└─ BookmarkError
   ├─ BookmarkNotFoundError (LookupError)    the job has no bookmark
   ├─ UnknownRunError (LookupError)          no run of that identifier has left a bookmark
   ├─ VersionMismatchException               another run of the job, or a reset, came in between
   └─ BookmarkDataError (DocumentError)      a file of bookmarks that cannot be read
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from etl.errors import DocumentError, EtlError

VERSION_MISMATCH = "GLUE_JOB_BOOKMARK_VERSION_MISMATCH_ERROR"
"""Glue's category of runs that end with a VersionMismatchException."""

_NOT_FOUND = "EntityNotFoundException"
_SHOWN = 5


class BookmarkError(EtlError):
    """Root of the errors of bookmarks."""


class BookmarkNotFoundError(BookmarkError, LookupError):
    """A job has no bookmark: `args` are the job and those that have one."""

    glue_error = _NOT_FOUND

    def __init__(self, job: str, known: Iterable[str] = ()) -> None:
        super().__init__(job, tuple(known))

    def __str__(self) -> str:
        job, known = self.args
        near = difflib.get_close_matches(job, known, n=3)
        hint = f" Did you mean {' or '.join(repr(name) for name in near)}?" if near else ""
        return f"Continuation for job {job} not found.{hint}"


class UnknownRunError(BookmarkError, LookupError):
    """No such run has left a bookmark: `args` are the job, the run and the runs that have, the latest first."""

    glue_error = _NOT_FOUND

    def __init__(self, job: str, run_id: str, known: Iterable[str]) -> None:
        super().__init__(job, run_id, tuple(known))

    def __str__(self) -> str:
        job, run_id, known = self.args
        more = " …" if len(known) > _SHOWN else ""
        shown = f"these have: {', '.join(known[:_SHOWN])}{more}" if known else "none has"
        return f"The run {run_id} of the job {job} has left no bookmark; {shown}."


class VersionMismatchException(BookmarkError, RuntimeError):  # noqa: N818 - Glue's name
    """Somebody else saved the job's bookmark since this run began: `args` are the job, the versions and who.

    Worded as Glue words it. Source: https://docs.aws.amazon.com/glue/latest/dg/glue-troubleshooting-errors.html
    """

    def __init__(self, job: str, expected: int, found: int, by: str) -> None:
        super().__init__(job, expected, found, by)

    def __str__(self) -> str:
        job, expected, found, by = self.args
        return (
            f"Continuation update failed due to version mismatch. Expected version {expected} but found version "
            f"{found}: {by} has changed the bookmark of the job {job} since this run began. What this run has read is "
            f"not saved, the next run reads it again. Let one run of a job go at a time. ({VERSION_MISMATCH})"
        )


class BookmarkDataError(BookmarkError, DocumentError):
    """A file of a bookmark that cannot be read: `args` are the file, the line (0: none), what is wrong, and the job."""

    def __init__(self, file: str, line: int, problem: str, job: str) -> None:
        super().__init__(file, line, problem)
        self.args = file, line, problem, job

    @property
    def problem(self) -> str:
        """Where it is, and what is wrong."""
        file, line, problem, _ = self.args
        return f"{file}{f', line {line}' if line else ''}: {problem}"

    def __str__(self) -> str:
        job = self.args[-1]
        return (
            f"{self.problem}. The bookmark of the job {job} cannot be read, and nothing is read without it: mend "
            f"the file, delete it to go on from the version before, or start over with: etl bookmark reset {job}"
        )
