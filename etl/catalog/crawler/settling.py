"""One table of a folder whose files are not all alike: those that fit stay, and the others are told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.catalog.crawler.classifiers.classification import UNKNOWN, Kind
from etl.catalog.crawler.groups import Classified, Group, Skipped, folders_between


@dataclass(frozen=True)
class Form:
    """What the files of a table have in common.

    Attributes:
        kind: Their kind.
        keys: The keys that their folders name, one for each level; "" stands for a folder of any name.
    """

    kind: Kind
    keys: tuple[str, ...]


def settled(
    folder: str, files: Sequence[Classified], reason: str, known: Form | None = None
) -> tuple[Group, list[Skipped]]:
    """Return the table of a folder, and the files that do not fit into it.

    Args:
        folder: The folder, or the one file.
        files: Its files, one at least.
        reason: Why they are one table.
        known: What the files were before. Where none is so any more, the table is what most of them are.
    """
    kind = _kind(files, known)
    fitting = _of_one_depth(folder, [file for file in files if file.found.kind == kind], known)
    names = {file.name for file in fitting}
    is_file = len(fitting) == 1 and (fitting[0].is_target or fitting[0].name == folder)
    skipped = [Skipped(file.name, _why(file, kind)) for file in files if file.name not in names]
    return Group(folder, tuple(fitting), reason, is_file), skipped


def _kind(files: Sequence[Classified], known: Form | None) -> Kind:
    """Return the kind of the table, which is unknown only if all its files are."""
    kinds = Counter(file.found.kind for file in files if file.found.format != UNKNOWN.format)
    if known and known.kind in kinds:
        return known.kind
    return min(kinds, key=lambda kind: (-kinds[kind], str(kind))) if kinds else files[0].found.kind


def _of_one_depth(folder: str, files: Sequence[Classified], known: Form | None) -> list[Classified]:
    """Return the files in folders of the keys that are known, or else those of the commonest depth."""
    fitting = [file for file in files if known and _fits(_keys(folder, file), known.keys)]
    if fitting:
        return fitting
    depths = Counter(file.name.count("/") for file in files)
    depth = min(depths, key=lambda depth: (-depths[depth], depth))
    return [file for file in files if file.name.count("/") == depth]


def _keys(folder: str, file: Classified) -> tuple[str, ...]:
    return tuple(part.partition("=")[0].lower() if "=" in part else "" for part in folders_between(folder, file))


def _fits(keys: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return len(keys) == len(known) and all(one in ("", key) for one, key in zip(known, keys, strict=True))


def _why(file: Classified, kind: Kind) -> str:
    if file.found.kind != kind:
        return f"it is {' '.join(_told(file.found.kind, kind))}, and its table {' '.join(_told(kind, file.found.kind))}"
    return "its folder is no partition like the others of its table"


def _told(kind: Kind, other: Kind) -> Iterator[str]:
    """Yield what tells a kind from another one."""
    yield kind.name
    if kind.compression != other.compression:
        yield f"with the compression {kind.compression}"
    if kind.name == other.name and kind.delimiter != other.delimiter:
        yield f"with {kind.delimiter!r} between values"
