"""What tests of formats say in one word."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from etl.connections import read_frame, write_frame
from etl.frame.frame import Frame

Rows = list[dict[str, Any]]


def read(spark: SparkSession, path: Path | str, format_name: str, *, recurse: bool = False, **options: Any) -> Frame:
    """Return the frame of the files at `path`; `options` are format_options."""
    return read_frame(spark, "s3", {"paths": [str(path)], "recurse": recurse}, format_name, options)


def write(frame: Frame, path: Path | str, format_name: str, *, keys: list[str] | None = None, **options: Any) -> None:
    """Write `frame` to `path`; `options` are format_options."""
    write_frame(frame, "s3", {"path": str(path), "partitionKeys": keys or []}, format_name, options)


def rows(frame: Frame) -> Rows:
    """Return the records as `toDF` shows them."""
    return [row.asDict(recursive=True) for row in frame.to_plain().collect()]


def data_files(folder: Path) -> list[Path]:
    """Return the data files below `folder`, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] not in "._")


def texts(folder: Path) -> list[str]:
    """Return the texts of the data files below `folder`, whatever their compression, in order."""
    return [_text(path) for path in data_files(folder)]


def lines(folder: Path) -> list[str]:
    """Return the lines of the data files below `folder`, sorted."""
    return sorted(line for text in texts(folder) for line in text.splitlines())


def jobs(spark: SparkSession) -> int:
    """Return how many Spark jobs there were."""
    number: int = spark.sparkContext._jsc.sc().dagScheduler().numTotalJobs()
    return number


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
