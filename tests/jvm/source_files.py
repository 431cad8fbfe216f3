"""Files that tests read, and the tasks that read them."""

from __future__ import annotations

import itertools
from pathlib import Path

from pyspark.sql import SparkSession

from etl.storage.listing import FileInfo, list_files
from etl.storage.splits import plan_tasks


def tasks_of(spark: SparkSession, folder: Path, *contents: str | bytes, extension: str = "json") -> list[str]:
    """Write each of `contents` to a file and return the tasks that read all of them, whole."""
    for number, content in enumerate(contents):
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{number:05}.{extension}").write_bytes(data)
    return plan_tasks(list_files(spark, [str(folder)]), parallelism=2)


def divided(path: Path, pieces: int) -> list[str]:
    """Return two tasks that read a file in equal pieces."""
    size = path.stat().st_size
    bounds = [size * i // pieces for i in range(pieces + 1)]
    splits = [f"{path.as_uri()}\t{a}\t{b - a}\t{size}" for a, b in itertools.pairwise(bounds)]
    return ["\n".join(splits[: pieces // 2]), "\n".join(splits[pieces // 2 :])]


def whole(path: Path) -> list[str]:
    """Return the one task that reads a file."""
    return plan_tasks([FileInfo(path.as_uri(), path.stat().st_size, 0)], parallelism=1)
