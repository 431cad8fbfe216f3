"""A bookmark in a folder of a million old files and ten new ones, against the listing alone; and its commit."""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.side_by_side import compare, session
from etl.bookmarks.files import Limits
from etl.bookmarks.job_bookmark import JobBookmark
from etl.bookmarks.store import FileBookmarkStore
from etl.storage.listing import FileInfo, list_files

FOLDERS, FILES, NEW, ROUNDS = 1000, 1000, 10, 15
LAST_WEEK = time.time() - 7 * 86_400


def main() -> None:
    spark = session()
    with tempfile.TemporaryDirectory() as folder:
        data, store = Path(folder, "data"), FileBookmarkStore(Path(folder, "bookmarks"))
        _make(data)

        def listed() -> list[FileInfo]:
            return list_files(spark, [str(data)], recurse=True)

        def chosen() -> list[FileInfo]:
            bookmark = JobBookmark(store, store.latest("many"), saves=False)
            return bookmark.files("step").choose(listed(), Limits(), _now())

        _run(store, "many", listed())
        for number in range(NEW):
            (data / f"new{number}").touch()
        assert len(chosen()) == NEW
        compare("10 new beside 1,000,000 / the listing alone", chosen, listed, goal="<= 1.3", rounds=5)
        files = listed()
        few = [file for file in files if "/new" in file.path]
        many_runs, few_runs = iter(_runs(store, "many", files)), iter(_runs(store, "few", few))
        compare(
            "a commit beside 1,000,000 old files / none",
            lambda: next(many_runs).commit("jr_next"),
            lambda: next(few_runs).commit("jr_next"),
            goal="<= 1.3",
            rounds=ROUNDS,
        )


def _runs(store: FileBookmarkStore, name: str, files: list[FileInfo]) -> list[JobBookmark]:
    """Return the bookmarks of jobs that have read, and not yet committed."""
    bookmarks = []
    for number in range(ROUNDS + 1):
        job = f"{name}{number}"
        store.save(replace(store.latest("many"), job=job, version=1))
        bookmarks.append(JobBookmark(store, store.latest(job)))
        bookmarks[-1].files("step").choose(files, Limits(), _now())
    return bookmarks


def _make(data: Path) -> None:
    for number in range(FOLDERS):
        inner = data / f"{number:03}"
        inner.mkdir(parents=True)
        for file in range(FILES):
            path = inner / f"{file:03}.json"
            path.touch()
            os.utime(path, (LAST_WEEK, LAST_WEEK))


def _run(store: FileBookmarkStore, job: str, files: list[FileInfo]) -> None:
    bookmark = JobBookmark(store, store.latest(job))
    bookmark.files("step").choose(files, Limits(), _now())
    bookmark.commit("jr_first")


def _now() -> int:
    return time.time_ns() // 1_000_000


if __name__ == "__main__":
    main()
