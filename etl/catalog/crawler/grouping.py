"""Which folders are tables, and which are partitions of one.

Folders beside each other are partitions of one table if their files have the same format and much the same columns.
Source: https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from etl.catalog.crawler.classifiers import Classification
from etl.catalog.crawler.types import common_struct
from etl.frame.types import Struct

_SIMILAR = 0.7
"""The share of columns that two tables have in common if they are one."""


@dataclass(frozen=True)
class Classified:
    """A file and what it is: its name below the target, its size, its classification."""

    name: str
    size: int
    found: Classification


@dataclass(frozen=True)
class Group:
    """The files of one table.

    Attributes:
        folder: The folder of the table, below the target; or the one file's name.
        files: The files.
        reason: Why they are one table.
        is_file: Whether `folder` is the name of a file.
    """

    folder: str
    files: tuple[Classified, ...]
    reason: str
    is_file: bool = False

    @property
    def columns(self) -> Struct:
        """The columns of all files."""
        return reduce(common_struct, [file.found.columns for file in self.files])

    def partition_of(self, file: Classified) -> tuple[str, ...]:
        """Return the folders between the table and a file."""
        below = file.name[len(self.folder) :].lstrip("/") if self.folder else file.name
        return () if self.is_file else tuple(below.split("/")[:-1])


def known_groups(files: Sequence[Classified], folders: Sequence[str]) -> tuple[list[Group], list[Classified]]:
    """Return the tables that a crawler made in folders before, if their files are of one kind, and other files."""
    groups, others = [], list(files)
    for folder in sorted(folders):
        inside = [file for file in others if not folder or file.name.startswith(f"{folder}/")]
        kinds, depths = {file.found.kind for file in inside}, {file.name.count("/") for file in inside}
        if len(kinds) == len(depths) == 1:
            groups.append(Group(folder, tuple(inside), "a table that is there"))
            others = [file for file in others if file not in inside]
    return groups, others


def groups_of(files: Sequence[Classified], *, combines: bool, level: int) -> list[Group]:
    """Return the tables that files are.

    Args:
        files: The files of a target.
        combines: Whether files of one format are one table whatever their columns.
        level: How many levels below the target the folders are that are tables; -1 is where the files tell.
    """
    if level >= 0:
        return _at_level(files, level)
    return list(_groups("", list(files), combines)) if files else []


def _at_level(files: Sequence[Classified], level: int) -> list[Group]:
    folders: dict[str, list[Classified]] = {}
    for file in files:
        parts = file.name.split("/")[:-1]
        folders.setdefault("/".join(parts[:level]), []).append(file)
    reason = f"TableLevelConfiguration names folders {level} below the target"
    return [Group(folder, tuple(inside), reason) for folder, inside in sorted(folders.items())]


def _groups(folder: str, files: list[Classified], combines: bool) -> Iterator[Group]:
    prefix = f"{folder}/" if folder else ""
    direct = [file for file in files if "/" not in file.name[len(prefix) :]]
    below = _by_subfolder(prefix, files)
    if _are_one(files, combines) and not (direct and below and not _has_keys(below)):
        share = "combined as asked for" if combines else "the same format and similar columns"
        yield Group(folder, tuple(files), share if len(files) > 1 else "one file")
        return
    yield from _single_files(direct)
    for name, inside in sorted(below.items()):
        yield from _groups(f"{prefix}{name}", inside, combines)


def _single_files(files: Sequence[Classified]) -> Iterator[Group]:
    for file in files:
        yield Group(file.name, (file,), "files beside it have other formats or columns", is_file=True)


def _by_subfolder(prefix: str, files: Sequence[Classified]) -> dict[str, list[Classified]]:
    found: dict[str, list[Classified]] = {}
    for file in files:
        name, slash, _ = file.name[len(prefix) :].partition("/")
        if slash:
            found.setdefault(name, []).append(file)
    return found


def _has_keys(folders: dict[str, list[Classified]]) -> bool:
    return all("=" in name for name in folders)


def _are_one(files: Sequence[Classified], combines: bool) -> bool:
    depths = {file.name.count("/") for file in files}
    kinds = {file.found.kind for file in files}
    if len(kinds) > 1 or len(depths) > 1:
        return False
    first, *others = files
    return combines or all(_similar(first.found.columns, other.found.columns) for other in others)


def _similar(one: Struct, other: Struct) -> bool:
    names, others = ({field.name.lower() for field in columns} for columns in (one, other))
    return len(names & others) >= _SIMILAR * max(len(names), len(others), 1)
