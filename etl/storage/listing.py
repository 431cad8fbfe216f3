"""Which files there are below a path: one call to the JVM, however many files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

from etl.errors import PathError
from etl.jvm.classes import ensure_loaded
from etl.storage.endpoint import reason
from etl.storage.lines import unescape


class FileInfo(NamedTuple):
    """One file: its full path with scheme, its size in bytes, when it was last changed in milliseconds since 1970."""

    path: str
    size: int
    modified: int


def list_files(
    spark: SparkSession, paths: Sequence[str], *, recurse: bool = False, missing_ok: bool = False
) -> list[FileInfo]:
    """Return the data files at `paths`: in the order of `paths`, and below each in the order of S3's keys.

    Files and folders whose names begin with `.` or `_` (but for `_name=value`), and the empty `…_$folder$` objects that
    some writers leave, are not data. A path that is itself such a file is taken at its word.

    Args:
        spark: The session, whose Hadoop configuration tells how schemes are served.
        paths: Files, folders and patterns (`*`, `?`, `[ab]`, `{a,b}`) of any Hadoop scheme. What exists under the very
            name is never taken for a pattern.
        recurse: Whether to look into folders below.
        missing_ok: Whether what does not exist has no files, in the place of an error.

    Raises:
        PathError: A path does not exist, a pattern matches nothing, or it cannot be read.
    """
    ensure_loaded(spark.sparkContext)
    jvm: Any = spark.sparkContext._jvm
    listing = jvm.localglue.Listing(spark._jsparkSession.sessionState().newHadoopConf(), recurse)
    return [info for path in paths for info in _files_at(listing, path, missing_ok=missing_ok)]


def _files_at(listing: Any, path: str, *, missing_ok: bool) -> list[FileInfo]:
    try:
        text: str = listing.list(path)
    except Py4JJavaError as error:
        if missing_ok and error.java_exception.getClass().getName() == "java.io.FileNotFoundException":
            return []
        raise PathError(path, _reason(error)) from error
    return list(_file_infos(text.split("\n")[:-1]))


def _file_infos(lines: Iterable[str]) -> Iterator[FileInfo]:
    """Yield the files that the lines of `localglue.FileLines` tell; there may be millions."""
    folder = ""
    for line in lines:
        first, *facts = line.split("\t")
        name = unescape(first) if "\\" in first else first
        if facts:
            size, modified = facts
            yield FileInfo(folder + name, int(size), int(modified))
        else:
            folder = name


def _reason(error: Py4JJavaError) -> str:
    problem = error.java_exception
    return reason(str(problem.getMessage() or problem.getClass().getSimpleName()))
