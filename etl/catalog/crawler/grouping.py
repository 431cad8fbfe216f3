"""Which folders are tables, and which are partitions of one.

Folders beside each other are partitions of one table if their files have the same format and much the same columns.
Source: https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from etl.catalog.crawler.groups import Classified, Group, Grouping, Skipped
from etl.catalog.crawler.settling import Form, settled
from etl.frame.types import Struct

_SIMILAR = 0.7
"""The share of columns that two tables have in common if they are one."""


def groups_of(files: Sequence[Classified], *, combines: bool = False, split: Collection[str] = ()) -> list[Group]:
    """Return the tables that files are.

    Args:
        files: The files of a target.
        combines: Whether files of one format are one table whatever their columns.
        split: Folders that are no tables, as there are tables below them.
    """
    return list(_groups("", list(files), split, combines=combines)) if files else []


def groups_at(level: int, files: Sequence[Classified], known: Mapping[str, Form]) -> Grouping:
    """Return the tables of files, if those are the folders of a level.

    Args:
        level: How many levels below the target the folders are; 0 is the target.
        files: The files of a target.
        known: What the files of tables were before, by folder.
    """
    found = Grouping()
    folders: dict[str, list[Classified]] = defaultdict(list)
    for file in files:
        parts = file.name.split("/")[:-1]
        if len(parts) < level:
            found.skipped.append(Skipped(file.name, "it lies above the level of tables"))
        else:
            folders["/".join(parts[:level])].append(file)
    for folder, inside in sorted(folders.items()):
        reason = f"TableLevelConfiguration names folders {level} below the target"
        group, skipped = settled(folder, inside, reason, known.get(folder))
        found.groups.append(group)
        found.skipped += skipped
    return found


def _groups(folder: str, files: list[Classified], split: Collection[str], *, combines: bool) -> Iterator[Group]:
    prefix = f"{folder}/" if folder else ""
    direct = [file for file in files if "/" not in file.name[len(prefix) :]]
    below = _by_subfolder(prefix, files)
    has_both = bool(direct and below and not _has_keys(below))
    if folder not in split and not has_both and _are_one(files, combines=combines):
        share = "combined as asked for" if combines else "the same format and similar columns"
        reason = share if len(files) > 1 else "one file"
        yield Group(folder, tuple(files), reason, is_file=files[0].is_target)
        return
    yield from _single_files(direct)
    for name, inside in sorted(below.items()):
        yield from _groups(f"{prefix}{name}", inside, split, combines=combines)


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


def _are_one(files: Sequence[Classified], *, combines: bool) -> bool:
    depths = {file.name.count("/") for file in files}
    kinds = {file.found.kind for file in files}
    if len(kinds) > 1 or len(depths) > 1:
        return False
    first, *others = files
    return combines or all(_similar(first.found.columns, other.found.columns) for other in others)


def _similar(one: Struct, other: Struct) -> bool:
    names, others = ({field.name.lower() for field in columns} for columns in (one, other))
    return len(names & others) >= _SIMILAR * max(len(names), len(others), 1)
