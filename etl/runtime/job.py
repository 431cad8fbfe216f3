"""The run of a job: begun by `Job.init`, ended by `Job.commit`; one per process, as in Glue."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from etl.notice import warn
from etl.runtime.arguments import BOOKMARK_DISABLE, BOOKMARK_OPTION


@dataclass
class JobRun:
    """A run of a job.

    Attributes:
        name: The job's name; empty if the script gives none.
        run_id: What Glue calls the run: the argument JOB_RUN_ID, or an identifier made here.
        arguments: The job's arguments as the script resolved them.
        is_committed: Whether the script said that its work is done.
        bookmark_before: The version of the job's bookmark that the run began with; None without a bookmark.
        bookmark_after: The version that the run has saved; None if it has saved none.
    """

    name: str
    run_id: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    is_committed: bool = False
    bookmark_before: int | None = None
    bookmark_after: int | None = None


_runs: list[JobRun] = []
"""The runs begun in this process; the last one counts."""


def new_run_id() -> str:
    """Return an identifier as Glue makes them for runs."""
    return f"jr_{secrets.token_hex(32)}"


def begin(name: str = "", arguments: Mapping[str, Any] | None = None) -> JobRun:
    """Begin the run of a job. A second call begins another run, which takes the place of the first."""
    given = dict(arguments or {})
    run = JobRun(name or "", given.get("JOB_RUN_ID") or new_run_id(), given)
    _warn_of_bookmarks(given)
    _runs.append(run)
    return run


def commit() -> None:
    """End the run; without one, do nothing, as many scripts commit a job that they never began."""
    if _runs:
        _runs[-1].is_committed = True


def current_run() -> JobRun | None:
    """Return the run of this process; None before `begin`."""
    return _runs[-1] if _runs else None


def _warn_of_bookmarks(arguments: Mapping[str, Any]) -> None:
    option = arguments.get(BOOKMARK_OPTION.replace("-", "_")) or BOOKMARK_DISABLE
    if option != BOOKMARK_DISABLE:
        warn(
            f"--{BOOKMARK_OPTION} {option}: local-glue does not keep bookmarks yet. "
            "This run reads everything, also what an earlier run has read."
        )
