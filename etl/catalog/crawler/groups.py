"""What the files of a target are: the files of tables, and those that are none's."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, reduce

from etl.catalog.crawler.classifiers import Classification
from etl.catalog.crawler.types import common_struct
from etl.frame.types import Struct


@dataclass(frozen=True)
class Classified:
    """A file and what it is.

    Attributes:
        name: Its name below the target.
        size: Its size in bytes.
        found: Its classification.
        is_target: Whether it is the target itself.
    """

    name: str
    size: int
    found: Classification
    is_target: bool = False


@dataclass(frozen=True)
class Skipped:
    """A file, or a folder, that comes into no table, and why."""

    file: str
    why: str


@dataclass(frozen=True)
class Group:
    """The files of one table.

    Attributes:
        folder: The folder of the table, below the target; or the one file's name.
        files: The files.
        reason: Why they are one table.
        is_file: Whether the table is a file and no folder.
    """

    folder: str
    files: tuple[Classified, ...]
    reason: str
    is_file: bool = False

    @cached_property
    def columns(self) -> Struct:
        """The columns of all files; the case of their names does not count."""
        return reduce(common_struct, [file.found.columns for file in self.files], Struct())

    def partition_of(self, file: Classified) -> tuple[str, ...]:
        """Return the folders between the table and a file."""
        return () if self.is_file else folders_between(self.folder, file)


@dataclass
class Grouping:
    """The tables of a target, and the files that come into none."""

    groups: list[Group] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def folders_between(folder: str, file: Classified) -> tuple[str, ...]:
    """Return the names of the folders between a folder and a file in it."""
    below = file.name[len(folder) :].lstrip("/") if folder else file.name
    return tuple(below.split("/")[:-1])


def is_within(folder: str, other: str) -> bool:
    """Return whether a folder is another one, or below it; "" is the target."""
    return not other or folder == other or folder.startswith(f"{other}/")
