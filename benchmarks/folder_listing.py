"""Listing a local folder of a million files, against os.scandir with the same facts of each file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.side_by_side import compare, session
from etl.storage.listing import list_files

FOLDERS, FILES = 1000, 1000


def main() -> None:
    spark = session()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FOLDERS):
            inner = Path(folder, f"{number:03}")
            inner.mkdir()
            for file in range(FILES):
                (inner / f"{file:03}.json").touch()
        compare(
            "1,000,000 files / os.scandir",
            lambda: len(list_files(spark, [folder], recurse=True)),
            lambda: len(list(_scan(folder))),
            goal="<= 1.5",
            rounds=3,
        )


def _scan(folder: str) -> Iterator[tuple[str, int, float]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _scan(entry.path)
            else:
                facts = entry.stat()
                yield entry.path, facts.st_size, facts.st_mtime


if __name__ == "__main__":
    main()
