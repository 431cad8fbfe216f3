"""The files of a table of the Data Catalog, some of which may be written otherwise than the others."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from etl.formats.contract import Format, Input
from etl.formats.partitioning import Partitioning, with_keys_last
from etl.frame.frame import Frame
from etl.frame.transforms.union import union
from etl.frame.types import Struct
from etl.options import Options
from etl.storage.listing import FileInfo


@dataclass(frozen=True)
class Reading:
    """How files are read.

    Attributes:
        format: Their format.
        options: Its options, read.
        declared: The columns of files that do not tell their own; None of those that do.
    """

    format: Format
    options: Options
    declared: Struct | None = None


@dataclass(frozen=True)
class PartitionFiles:
    """The files of partitions.

    Attributes:
        files: All of them.
        partitioning: What partitions they belong to.
        others: How those are read that are written otherwise than the table says, and their paths.
    """

    files: list[FileInfo]
    partitioning: Partitioning | None = None
    others: Sequence[tuple[Reading, set[str]]] = ()


@dataclass(frozen=True)
class TableFiles:
    """What a table of the Data Catalog says of its files.

    Attributes:
        declared: The columns of files that do not tell their own; None of those that do.
        partitioned: Finds the files of partitions, given whether to look into folders below theirs; None for a table
            without partition keys.
    """

    declared: Struct | None = None
    partitioned: Callable[[bool], PartitionFiles] | None = None


def read_apart(usual: Reading, source: Input, others: Sequence[tuple[Reading, set[str]]]) -> Frame:
    """Return the records of files, those of some paths read otherwise than the others."""
    apart = {path for _, paths in others for path in paths}
    rest = [file for file in source.files if file.path not in apart]
    groups = [(usual, rest), *((one, [f for f in source.files if f.path in paths]) for one, paths in others)]
    found = [(reading, files) for reading, files in groups if files] or [(usual, [])]
    partial = source.partial or len(found) > 1
    frames = [_read(one, replace(source, files=files, partial=partial)) for one, files in found]
    joined = functools.reduce(union, frames)
    return with_keys_last(joined, source.partitioning, source.stage) if len(frames) > 1 else joined


def _read(reading: Reading, source: Input) -> Frame:
    declared = replace(source, declared=reading.declared)
    return reading.format.read(declared.with_attached(reading.options), reading.options)
