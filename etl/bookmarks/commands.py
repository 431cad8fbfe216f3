"""What `etl bookmark` does and tells."""

from __future__ import annotations

from etl.bookmarks import display, resetting
from etl.bookmarks.contract import Bookmark, BookmarkStore
from etl.bookmarks.errors import BookmarkDataError
from etl.errors import OptionError
from etl.notice import warn
from etl.run_ids import short_id
from etl.told import Told


def show(store: BookmarkStore, job: str, run: str) -> Told:
    """Show what a job has read so far, or what it had read at the end of a run."""
    store.require(job)
    found = store.as_of(job, _whole(store, job, run)) if run else store.latest(job)
    return Told(display.bookmark(found), lambda: {"JobBookmarkEntry": found.to_glue()})


def ls(store: BookmarkStore, job: str) -> Told:
    """List the jobs that have a bookmark, or all that the bookmark of one has been."""
    if job:
        store.require(job)
        versions = list(store.readable(job))
        return Told(display.history(versions), lambda: {"JobBookmarkEntries": [one.to_glue() for one in versions]})
    found = [one for one in (_latest(store, name) for name in store.jobs()) if one]
    return Told(display.jobs(found), lambda: [one.to_glue() for one in found])


def reset(store: BookmarkStore, job: str, run: str) -> Told:
    """Take a bookmark back to the beginning or, given a run, to its end."""
    if run:
        return rewind(store, job, run)
    store.require(job)
    before = next((one.run_id for one in store.readable(job) if one.run_id), "")
    found = resetting.reset(store, job)
    return Told(display.reset(found, before), lambda: {"JobBookmarkEntry": found.to_glue()})


def rewind(store: BookmarkStore, job: str, run: str) -> Told:
    """Take a bookmark back to the end of a run."""
    store.require(job)
    found = resetting.rewind(store, job, _whole(store, job, run))
    return Told(display.rewound(found), lambda: {"JobBookmarkEntry": found.to_glue()})


def _whole(store: BookmarkStore, job: str, given: str) -> str:
    """Return the identifier of a run that is given whole, or short as `etl runs` shows it."""
    matching = {one.run_id for one in store.readable(job) if given in (one.run_id, short_id(one.run_id))}
    if len(matching) > 1:
        raise OptionError("--run", given, f"several runs are shown so, give one whole: {', '.join(sorted(matching))}")
    return next(iter(matching), given)


def _latest(store: BookmarkStore, job: str) -> Bookmark | None:
    try:
        return store.latest(job)
    except BookmarkDataError as error:
        warn(str(error))
        return None
