"""A job that is killed again and again: `python killed.py FOLDER ROUNDS` says what arrived, and what did not.

Each round forks a process that runs the job over and over, adds files, and kills it after a random time. The job copies
what is new from the folder `in` to files of its own in `out`, and commits.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from etl.bookmarks.files import Limits
from etl.bookmarks.job_bookmark import JobBookmark
from etl.bookmarks.store import FileBookmarkStore
from etl.storage.listing import FileInfo

LIMITS = Limits(band=0)


def listed(folder: Path) -> list[FileInfo]:
    with os.scandir(folder) as entries:
        found = [(entry.path, entry.stat()) for entry in entries]
    return [FileInfo(path, stat.st_size, stat.st_mtime_ns // 1_000_000) for path, stat in found]


def run_once(folder: Path, run_id: str) -> None:
    store = FileBookmarkStore(folder / "bookmarks")
    bookmark = JobBookmark(store, store.latest("job"))
    now = time.time_ns() // 1_000_000
    chosen = bookmark.files("in").choose(listed(folder / "in"), LIMITS, now)
    with (folder / "out" / run_id).open("w") as out:
        for file in chosen:
            out.write(Path(file.path).name + "\n")
            out.flush()
    bookmark.commit(run_id)


def run_until_killed(folder: Path, number: int) -> None:
    signal.alarm(20)
    for again in range(1_000_000):
        run_once(folder, f"jr_{number}_{again}")


def main(folder: Path, rounds: int) -> None:
    for name in ("in", "out"):
        (folder / name).mkdir()
    names = []
    for number in range(rounds):
        child = os.fork()
        if child == 0:
            run_until_killed(folder, number)
        for _ in range(random.randrange(4)):
            names.append(f"file{len(names)}")
            (folder / "in" / names[-1]).write_text("x")
            time.sleep(random.random() / 300)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        FileBookmarkStore(folder / "bookmarks").latest("job")
    run_once(folder, "jr_last")
    arrived = [line for file in (folder / "out").iterdir() for line in file.read_text().splitlines()]
    versions = FileBookmarkStore(folder / "bookmarks").versions("job")
    told = {"files": len(names), "arrived": len(arrived), "lost": sorted({*names} - {*arrived}), "saved": len(versions)}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
