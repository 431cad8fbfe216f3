"""The bookmark of a job that begins, by its arguments and the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.bookmarks.contract import Bookmark, BookmarkStore
from etl.bookmarks.errors import UnknownRunError
from etl.bookmarks.job_bookmark import JobBookmark
from etl.bookmarks.store import FileBookmarkStore
from etl.errors import OptionError
from etl.runtime.arguments import BOOKMARK_DISABLE, BOOKMARK_ENABLE, BOOKMARK_OPTION, BOOKMARK_PAUSE, BOOKMARK_RANGE
from etl.runtime.runs import current_runs
from etl.runtime.settings import current

_FOLDER = "bookmarks"


def bookmark_store() -> BookmarkStore:
    """Return the bookmarks of the project that the settings of this process name."""
    return FileBookmarkStore(current().state / _FOLDER)


def open_bookmark(job: str, arguments: Mapping[str, Any]) -> JobBookmark | None:
    """Return the bookmark of a job that begins; None if its arguments do not ask for one.

    Args:
        job: The job's name.
        arguments: Its arguments, as getResolvedOptions returned them.

    Raises:
        BookmarkDataError: The bookmark cannot be read.
        UnknownRunError: `job-bookmark-from` or `job-bookmark-to` names a run that left no bookmark.
        OptionError: The job has no name, or it is to begin with a later run than to end with.
    """
    option = _given(arguments, BOOKMARK_OPTION) or BOOKMARK_DISABLE
    if option == BOOKMARK_DISABLE:
        return None
    if option not in (BOOKMARK_ENABLE, BOOKMARK_PAUSE):
        raise OptionError(
            f"--{BOOKMARK_OPTION}", option, f"use one of {BOOKMARK_ENABLE}, {BOOKMARK_PAUSE}, {BOOKMARK_DISABLE}"
        )
    if not job:
        raise OptionError(f"--{BOOKMARK_OPTION}", option, "the job needs a name: job.init(args['JOB_NAME'], args)")
    store = bookmark_store()
    first, last = (_given(arguments, name) for name in BOOKMARK_RANGE)
    if (first or last) and option != BOOKMARK_PAUSE:
        raise OptionError(f"--{BOOKMARK_RANGE[0]}", first or last, f"a window goes with {BOOKMARK_PAUSE}")
    if first and last:
        return _between(store, job, first, last)
    if first or last:
        raise OptionError(
            f"--{BOOKMARK_RANGE[0]}", first, f"it goes with --{BOOKMARK_RANGE[1]}, and one of them is missing"
        )
    return JobBookmark(store, store.latest(job), saves=option == BOOKMARK_ENABLE)


def _between(store: BookmarkStore, job: str, first: str, last: str) -> JobBookmark:
    before, until = _as_of(store, job, first), _as_of(store, job, last)
    if until.version < before.version:
        raise OptionError(f"--{BOOKMARK_RANGE[1]}", last, f"it ran before {first}, which --{BOOKMARK_RANGE[0]} names")
    return JobBookmark(store, before, saves=False, until=until)


def _as_of(store: BookmarkStore, job: str, run_id: str) -> Bookmark:
    """Return the bookmark as a run has left it; a run that failed has left the one that it began with."""
    try:
        return store.as_of(job, run_id)
    except UnknownRunError:
        version = current_runs().bookmark_before(job, run_id)
        if version is None:
            raise
    return store.version(job, version)


def _given(arguments: Mapping[str, Any], name: str) -> str:
    """Return the value of an argument, as getResolvedOptions spells its name or as a command line does."""
    spellings = (name.replace("-", "_"), name, f"--{name}")
    return str(next((arguments[spelling] for spelling in spellings if arguments.get(spelling)), ""))
