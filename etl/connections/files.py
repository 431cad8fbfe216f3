"""Files in folders: on S3, on this machine, or wherever Hadoop finds them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pyspark.sql import DataFrame, SparkSession

from etl.bookmarks.files import Limits, files_left
from etl.connections.contract import Connection, Request
from etl.connections.file_options import ELSEWHERE, READ_OPTIONS, WRITE_OPTIONS
from etl.connections.table_files import PartitionFiles, Reading, TableFiles, read_apart
from etl.errors import OptionError
from etl.formats.contract import Format, Input
from etl.formats.registry import format_names, get_format
from etl.formats.saving import Output
from etl.frame.frame import Frame
from etl.frame.types import Struct
from etl.notice import warn
from etl.options import Options, passed_on, read_options
from etl.storage.globs import without
from etl.storage.listing import FileInfo, list_files
from etl.storage.splits import Grouping
from etl.storage.upkeep import class_finder

_PLACE = "connection_options"
_INNER_PLACE = "format_options of {}"

FindFiles = Callable[[SparkSession, Sequence[str], bool], list[FileInfo]]
"""From paths, and whether to look into folders below them, to files."""


class FilesConnection(Connection):
    """Reads and writes files of any format.

    Args:
        located: Makes a path that a script gives one that Hadoop understands.
        format_name: The format where a script names none; "" is none.
    """

    def __init__(self, located: Callable[[str], str] = str, *, format_name: str = "") -> None:
        self._located = located
        self._format_name = format_name

    def read_frame(self, spark: SparkSession, request: Request) -> Frame:
        form, source, options = self._to_read(spark, request, _files)
        return form.read(source.with_attached(options), options)

    def read_table(self, spark: SparkSession, request: Request, table: TableFiles) -> Frame:
        """Return the records of a table of the Data Catalog, the keys of its partitions among them."""
        partitions: list[PartitionFiles] = []

        def find(spark: SparkSession, paths: Sequence[str], recurse: bool) -> list[FileInfo]:
            if table.partitioned is None:
                return list_files(spark, paths, recurse=recurse, missing_ok=True) or _files_below(spark, paths, recurse)
            partitions.append(table.partitioned(recurse))
            return partitions[0].files

        form, source, options = self._to_read(spark, request, find)
        found = partitions[0] if partitions else PartitionFiles([])
        reading = Reading(form, options, table.declared)
        return read_apart(reading, replace(source, partitioning=found.partitioning), found.others)

    def reading(self, format_name: str, format_options: Options, declared: Struct | None) -> Reading:
        """Return how files of a format are read, its options checked."""
        form = get_format(format_name)
        return Reading(
            form, read_options(form.read_options, format_options, _INNER_PLACE.format(format_name)), declared
        )

    def write_frame(self, frame: Frame, request: Request) -> None:
        form, target, options = self._to_write(request, frame.name)
        form.write(frame, target, options)

    def read_dataframe(self, spark: SparkSession, request: Request) -> DataFrame:
        form, source, options = self._to_read(spark, request, _all_files)
        return form.read_dataframe(source.with_attached(options), options)

    def write_dataframe(self, df: DataFrame, request: Request) -> None:
        form, target, options = self._to_write(request, "")
        form.write_dataframe(df, target, options)

    def _to_read(self, spark: SparkSession, request: Request, find: FindFiles) -> tuple[Format, Input, Options]:
        name, form = self._format(request)
        own = (*READ_OPTIONS, *form.connection_options)
        inner_place = _INNER_PLACE.format(name)
        passed = passed_on(form.passed_reading, request.options)
        written = {"the options of a write": (*WRITE_OPTIONS, *form.write_options)}
        others = _without(request.options, passed)
        given = read_options(own, others, _PLACE, {inner_place: form.read_options, **ELSEWHERE, **written})
        inner = read_options(form.read_options, request.format_options, inner_place, {_PLACE: own, **written})
        paths = [self._located(path) for path in _required(given, "paths")]
        recurse = given["recurse"]
        now = time.time_ns() // 1_000_000
        found = find(spark, paths, recurse)
        files = without(found, given["exclusions"], paths)
        if given["excludeStorageClasses"]:
            class_of = class_finder(paths)
            files = [file for file in files if class_of(file.path) not in given["excludeStorageClasses"]]
        files = _due(files, _limits(given), request, now)
        source = Input(
            spark,
            paths,
            files,
            compression=given["compressionType"],
            stage=request.stage,
            recurse=recurse,
            partial=len(files) < len(found),
            grouping=Grouping(given["groupSize"], apart=given["groupFiles"] == "none"),
            fail_fast=given["isFailFast"],
            spark_options=passed,
        )
        return form, source, inner

    def _to_write(self, request: Request, frame_name: str) -> tuple[Format, Output, Options]:
        name, form = self._format(request)
        inner_place = _INNER_PLACE.format(name)
        passed = passed_on(form.passed_writing, request.options)
        read = {"the options of a read": (*READ_OPTIONS, *form.connection_options, *form.read_options)}
        others = _without(request.options, passed)
        given = read_options(WRITE_OPTIONS, others, _PLACE, {inner_place: form.write_options, **read})
        inner = read_options(form.write_options, request.format_options, inner_place, {_PLACE: WRITE_OPTIONS, **read})
        path = self._located(_required(given, "path"))
        folder = f"{path.rstrip('/')}/{frame_name}" if given["useFrameName"] and frame_name else path
        return form, Output(folder, given["partitionKeys"], given["compression"], request.report, passed), inner

    def _format(self, request: Request) -> tuple[str, Format]:
        name = request.format or self._format_name
        if not name:
            raise OptionError("format", request.format, f"files need one of {', '.join(format_names())}")
        return name, get_format(name)


def _without(given: Options, passed: Mapping[str, str]) -> Options:
    return {name: value for name, value in given.items() if name not in passed} if passed else given


def _limits(given: Options) -> Limits:
    files, size = given["boundedFiles"], given["boundedSize"]
    if files is not None and size is not None:
        raise OptionError("boundedSize", size, f"boundedFiles={files} is given, too: choose one")
    return Limits(given["maxBand"], given["maxFilesInBand"], files, size)


def _due(files: list[FileInfo], limits: Limits, request: Request, now: int) -> list[FileInfo]:
    """Return the files that are to be read in this run."""
    if request.bookmark is not None:
        return request.bookmark.files(request.stage.transformation_ctx).choose(files, limits, now)
    bounds = replace(limits, files_in_band=None)
    left = set(files_left(files, bounds, now))
    if left:
        warn(
            f"{len(left)} of {len(files)} files are beyond the bound, and without a job bookmark the next run reads "
            "the same ones: give --job-bookmark-option job-bookmark-enable, job.init and a transformation_ctx."
        )
    return [file for file in files if file not in left] if left else files


def local_url(path: str) -> str:
    """Return a path of this machine as a file: URL that Hadoop understands; one with a scheme as it is."""
    return path if urlsplit(path).scheme else f"file:{Path(path).absolute().as_posix()}"


def _required(options: Options, name: str) -> Any:
    if not options[name]:
        raise OptionError(name, options[name], f"{_PLACE} must say what to read or write")
    return options[name]


def _files(spark: SparkSession, paths: Sequence[str], recurse: bool) -> list[FileInfo]:
    return list_files(spark, paths, recurse=recurse) or _files_below(spark, paths, recurse)


def _files_below(spark: SparkSession, paths: Sequence[str], recurse: bool) -> list[FileInfo]:
    """Return no files, and say so if folders below have some."""
    if not recurse and list_files(spark, paths, recurse=True, missing_ok=True):
        warn(f"{', '.join(paths)}: no file lies directly there; give 'recurse': True to read the folders below, too.")
    return []


def _all_files(spark: SparkSession, paths: Sequence[str], _: bool) -> list[FileInfo]:
    """Return the files in folders below, too: Spark looks into those of partitions in any case."""
    return list_files(spark, paths, recurse=True)


S3_FILES = FilesConnection()
LOCAL_FILES = FilesConnection(local_url)
PARQUET_FILES = FilesConnection(format_name="parquet")
ORC_FILES = FilesConnection(format_name="orc")
