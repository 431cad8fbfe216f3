"""The store of bookmarks that is a folder: a folder for each job, in it a file for each version.

The newest version counts. A file is written once, beside its name and then under it, and never changed: a run that is
killed at any moment leaves the versions that there were, or one more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from etl.bookmarks import files, join_keys, keys
from etl.bookmarks.contract import Bookmark, BookmarkStore
from etl.bookmarks.errors import BookmarkDataError, VersionMismatchException
from etl.errors import DocumentError, WriteError
from etl.storage import documents
from etl.storage.named_files import folder_name, is_whole, name_of
from etl.storage.shapes import MOMENT, NUMBER, TEXT, MappingOf, Object

_KIND = "JobBookmarkEntry"
_DIGITS = 6
_STATES = MappingOf(Object({files.KIND: files.SHAPE, keys.KIND: keys.SHAPE, join_keys.KIND: join_keys.SHAPE}))
_SHAPE = Object(
    {
        "JobName": TEXT,
        "Run": NUMBER,
        "Attempt": NUMBER,
        "RunId": TEXT,
        "PreviousRunId": TEXT,
        "RewoundFrom": NUMBER,
        "Saved": MOMENT,
        "JobBookmark": Object({"states": _STATES}, ("states",)),
    },
    ("JobName", "Run", "Attempt", "Saved", "JobBookmark"),
)


class FileBookmarkStore(BookmarkStore):
    """Bookmarks in a folder, which the first commit makes. Processes and threads may use it at the same time.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def jobs(self) -> list[str]:
        folders = self._folder.iterdir() if self._folder.is_dir() else ()
        return sorted(self._job_of(folder) for folder in folders if any(_versions(folder)))

    def versions(self, job: str) -> list[int]:
        return sorted(_versions(self._folder_of(job)), reverse=True)

    def version(self, job: str, version: int) -> Bookmark:
        file = self._file(job, version)
        try:
            return _bookmark(job, version, documents.read(file, _KIND, _SHAPE)) if version else Bookmark(job)
        except DocumentError as error:
            _, line, problem = error.args
            raise BookmarkDataError(str(file), line, problem, job) from error
        except ValueError as error:
            raise BookmarkDataError(str(file), 0, str(error), job) from error

    def place(self, job: str, version: int) -> str:
        return str(self._file(job, version))

    def save(self, bookmark: Bookmark) -> None:
        job, expected = bookmark.job, bookmark.version - 1
        with self._locked(job):
            found = next(iter(self.versions(job)), 0)
            if found != expected:
                raise VersionMismatchException(job, expected, found, self._author(job, found))
            self._write(bookmark)
            documents.sweep(self._folder_of(job))

    def _write(self, bookmark: Bookmark) -> None:
        file = self._file(bookmark.job, bookmark.version)
        try:
            documents.write(file, _KIND, _written(bookmark))
        except OSError as error:
            raise WriteError(str(file), f"{error.strerror}; what this run has read is read again") from error

    def _author(self, job: str, version: int) -> str:
        try:
            run_id = self.version(job, version).run_id
        except BookmarkDataError:
            return "somebody"
        return f"the run {run_id}" if run_id else "a reset"

    @contextmanager
    def _locked(self, job: str) -> Iterator[None]:
        folder = self._folder_of(job)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / ".lock").acquire()
        except OSError as error:
            raise WriteError(str(folder), f"{error.strerror}; what this run has read is read again") from error
        with lock:
            yield

    def _folder_of(self, job: str) -> Path:
        return self._folder / folder_name(job)

    def _job_of(self, folder: Path) -> str:
        if is_whole(folder.name):
            return name_of(folder.name)
        latest = documents.read(folder / f"{max(_versions(folder)):0{_DIGITS}}.json", _KIND, _SHAPE)
        return str(latest["JobName"]) if latest else folder.name

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
    told = {**bookmark.to_glue(), "JobBookmark": content, "Saved": bookmark.saved or datetime.now(UTC)}
    return told | ({"RewoundFrom": bookmark.rewound_from} if bookmark.rewound_from else {})


def _bookmark(job: str, version: int, found: dict[str, Any] | None) -> Bookmark:
    if found is None:
        raise ValueError("the file is gone")
    return Bookmark(
        job,
        version,
        run=found["Run"],
        attempt=found["Attempt"],
        run_id=found.get("RunId") or "",
        previous_run_id=found.get("PreviousRunId") or "",
        states=found["JobBookmark"]["states"],
        saved=datetime.fromisoformat(found["Saved"]),
        rewound_from=found.get("RewoundFrom") or 0,
    )
