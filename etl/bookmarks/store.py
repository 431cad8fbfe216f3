"""The store of bookmarks that is a folder: a folder for each job, in it a file for each version.

The newest version counts. A file is written once, beside its name and then under it, and never changed: a run that is
killed at any moment leaves the versions that there were, or one more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from etl.bookmarks.contract import Bookmark, BookmarkStore
from etl.bookmarks.errors import BookmarkDataError, VersionMismatchException
from etl.errors import DocumentError
from etl.storage import documents
from etl.storage.named_files import file_name, name_of

_KIND = "JobBookmarkEntry"
_DIGITS = 6


class FileBookmarkStore(BookmarkStore):
    """Bookmarks in a folder, which the first commit makes. Processes and threads may use it at the same time.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def jobs(self) -> list[str]:
        folders = self._folder.iterdir() if self._folder.is_dir() else ()
        return sorted(name_of(folder.name) for folder in folders if any(_versions(folder)))

    def versions(self, job: str) -> list[int]:
        return sorted(_versions(self._folder_of(job)), reverse=True)

    def version(self, job: str, version: int) -> Bookmark:
        file = self._file(job, version)
        try:
            return _bookmark(job, version, documents.read(file, _KIND)) if version else Bookmark(job)
        except DocumentError as error:
            _, line, problem = error.args
            raise BookmarkDataError(str(file), line, problem, job) from error
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            raise BookmarkDataError(str(file), 0, f"it is no bookmark: {error!r}", job) from error

    def place(self, job: str, version: int) -> str:
        return str(self._file(job, version))

    def save(self, bookmark: Bookmark) -> None:
        job, expected = bookmark.job, bookmark.version - 1
        with self._locked(job):
            found = next(iter(self.versions(job)), 0)
            if found != expected:
                raise VersionMismatchException(job, expected, found, self._author(job, found))
            documents.write(self._file(job, bookmark.version), _KIND, _written(bookmark))
            documents.sweep(self._folder_of(job))

    def _author(self, job: str, version: int) -> str:
        try:
            run_id = self.version(job, version).run_id
        except BookmarkDataError:
            return "somebody"
        return f"the run {run_id}" if run_id else "a reset"

    def _locked(self, job: str) -> FileLock:
        folder = self._folder_of(job)
        folder.mkdir(parents=True, exist_ok=True)
        return FileLock(folder / ".lock")

    def _folder_of(self, job: str) -> Path:
        return self._folder / file_name(job)

    def _file(self, job: str, version: int) -> Path:
        return self._folder_of(job) / f"{version:0{_DIGITS}}.json"


def _versions(folder: Path) -> Iterator[int]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names alone, there may be thousands
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        stem, _, ending = name.partition(".")
        if ending == "json" and stem.isdecimal():
            yield int(stem)


def _written(bookmark: Bookmark) -> dict[str, Any]:
    """Return Glue's entry, the bookmark in it as an object, so that a person can read it."""
    content = {"states": bookmark.states}
    return {**bookmark.to_glue(), "JobBookmark": content, "Saved": bookmark.saved or datetime.now(UTC)}


def _bookmark(job: str, version: int, found: dict[str, Any] | None) -> Bookmark:
    if found is None:
        raise ValueError("the file is gone")
    states = found["JobBookmark"]["states"]
    for state in [states, *states.values()]:
        if not all(isinstance(part, dict) for part in state.values()):
            raise ValueError("states must be objects of objects")
    return Bookmark(
        job,
        version,
        run=int(found["Run"]),
        attempt=int(found["Attempt"]),
        run_id=str(found.get("RunId", "")),
        previous_run_id=str(found.get("PreviousRunId", "")),
        states=states,
        saved=datetime.fromisoformat(found["Saved"]),
    )
