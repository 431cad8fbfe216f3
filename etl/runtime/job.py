"""The run of a job: begun by `Job.init`, ended by `Job.commit`; one per process, as in Glue."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from etl.bookmarks.job_bookmark import JobBookmark
from etl.notice import warn
from etl.runtime.arguments import BOOKMARK_DISABLE, BOOKMARK_ENABLE, BOOKMARK_OPTION
from etl.runtime.bookmarks import open_bookmark
from etl.runtime.runs import current_runs


@dataclass
class JobRun:
    """A run of a job.

    Attributes:
        name: The job's name; empty if the script gives none.
        run_id: What Glue calls the run: the argument JOB_RUN_ID, or an identifier made here.
        arguments: The job's arguments as the script resolved them.
        bookmark: What the job has read so far; None if it keeps no bookmark.
        is_committed: Whether the script said that its work is done.
        bookmark_before: The version of the job's bookmark that the run began with; None without a bookmark.
        bookmark_after: The version that the run has saved; None if it has saved none.
    """

    name: str
    run_id: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    bookmark: JobBookmark | None = None
    is_committed: bool = False
    bookmark_before: int | None = None
    bookmark_after: int | None = None


_runs: list[JobRun] = []
"""The runs begun in this process; the last one counts."""

_watchers: list[Callable[[JobRun], None]] = []

_early_sources: list[str] = []
"""The names of sources that were made before a run began."""

_told: set[str] = set()
"""The runs that were told of a step without a bookmark."""


def new_run_id() -> str:
    """Return an identifier as Glue makes them for runs."""
    return f"jr_{secrets.token_hex(32)}"


def begin(name: str = "", arguments: Mapping[str, Any] | None = None) -> JobRun:
    """Begin the run of a job. A second call begins another run, which takes the place of the first.

    Raises:
        EtlError: The job keeps a bookmark, and it cannot be had, as `open_bookmark` tells.
    """
    given = dict(arguments or {})
    job = name or given.get("JOB_NAME") or ""
    bookmark = open_bookmark(job, given)
    run = JobRun(job, given.get("JOB_RUN_ID") or new_run_id(), given, bookmark)
    run.bookmark_before = bookmark.version if bookmark else None
    _runs.append(run)
    for watcher in _watchers:
        watcher(run)
    return run


@contextmanager
def watched(watcher: Callable[[JobRun], None]) -> Iterator[None]:
    """Until the end, call a function with each run that begins."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def commit() -> None:
    """End the run; without one, do nothing, as many scripts commit a job that they never began.

    Raises:
        VersionMismatchException: Another run of the job has saved its bookmark meanwhile.
    """
    run = current_run()
    if run is None:
        return
    if run.bookmark:
        attempt = current_runs().failures_since(run.name, run.bookmark.saved)
        saved = run.bookmark.commit(run.run_id, attempt)
        run.bookmark_after = saved.version if saved else None
    run.is_committed = True


def current_run() -> JobRun | None:
    """Return the run of this process; None before `begin`."""
    return _runs[-1] if _runs else None


def what_bookmarks_lack(option: str) -> str:
    """Return what a script that has run should have called for its bookmark to be kept; "" if nothing is missing.

    Args:
        option: The value of `--job-bookmark-option` that the job was given.
    """
    run = current_run()
    if option in ("", BOOKMARK_DISABLE):
        return ""
    if run is None or run.bookmark is None:
        init = "job.init(args['JOB_NAME'], args)"
        missing = f"the script calls no {init}" if run is None else f"job.init has not got them; it must be {init}"
        return f"--{BOOKMARK_OPTION} {option} is among the job's arguments, but {missing}: everything was read."
    if option == BOOKMARK_ENABLE and not run.is_committed:
        return "the script calls no job.commit(): the next run reads the same again."
    if _early_sources:
        return f"sources made before job.init read everything, each time: {', '.join(_early_sources)}."
    return ""


def bookmark_of_step(transformation_ctx: str) -> JobBookmark | None:
    """Return the bookmark that a step of the job has a state in; None for a step without a name, or without one."""
    run = current_run()
    return run.bookmark if run is not None and transformation_ctx else None


def tell_dataframe(transformation_ctx: str) -> None:
    """Tell of a source with a name that reads a DataFrame, of which no bookmark is kept."""
    if bookmark_of_step(transformation_ctx):
        warn(
            f"transformation_ctx={transformation_ctx!r}: a DataFrame has everything, whatever the job has read before. "
            "Bookmarks are kept of DynamicFrames: create_dynamic_frame(...).toDF()."
        )


def bookmark_of_source(transformation_ctx: str) -> JobBookmark | None:
    """Return the same for a source of data; tell of the first one that lacks a name."""
    run = current_run()
    if run is None and transformation_ctx:
        _early_sources.append(transformation_ctx)
    if run and run.bookmark and not transformation_ctx and run.run_id not in _told:
        _told.add(run.run_id)
        warn(
            f"The job {run.name} keeps a bookmark, but this source has no transformation_ctx: it reads everything, "
            "each time. Give it one, of its own."
        )
    return bookmark_of_step(transformation_ctx)
