"""The partitions that Spark sees in folders called `key=value`, for readers that are not Spark's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from etl.formats.contract import Input
from etl.formats.partitioning import Partitioning
from etl.frame.types import DATE, DOUBLE, INT, LONG, STRING, Field, Struct, Type
from etl.storage.relative import relative_path

_NULL = "__HIVE_DEFAULT_PARTITION__"
_WHOLE = re.compile(r"[+-]?\d{1,18}")
_REAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def with_folder_keys(source: Input) -> Input:
    """Return files with the partitions of their folders, typed by their values as Spark types them.

    Where only some folders are called like that, or the keys are not those of all files, there are no partitions.
    """
    pairs = {file.path: _pairs(relative_path(file.path, source.paths)) for file in source.files}
    names = {tuple(name for name, _ in found) for found in pairs.values()}
    if source.partitioning or len(names) != 1 or names == {()}:
        return source
    values = {path: tuple(value for _, value in found) for path, found in pairs.items()}
    keys = Struct(
        tuple(
            Field(name, _type(value[place] for value in values.values()), null=True)
            for place, name in enumerate(names.pop())
        )
    )
    return replace(source, partitioning=Partitioning(keys, values))


def _pairs(path: str) -> list[tuple[str, str]]:
    folders = [folder.partition("=") for folder in path.split("/")[:-1]]
    whole = all(name and equals for name, equals, _ in folders)
    return [(unquote(name), unquote(value)) for name, _, value in folders] if whole else []


def _type(values: Iterable[str]) -> Type:
    """Return the narrowest type that has all values."""
    known = [value for value in values if value != _NULL]
    if known and all(map(_WHOLE.fullmatch, known)):
        return INT if all(-(2**31) <= int(value) < 2**31 for value in known) else LONG
    if known and all(map(_REAL.fullmatch, known)):
        return DOUBLE
    return DATE if known and all(map(_DAY.fullmatch, known)) else STRING
