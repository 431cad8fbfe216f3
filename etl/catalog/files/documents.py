"""Things of the catalog as JSON files, written so that a reader finds the old or the new, never a part."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.errors import CatalogDataError
from etl.catalog.names import name_of

FORMAT = 1
"""The version of the form of these files; it stands in each."""

_TIMES = {
    "CreateTime", "UpdateTime", "LastAccessTime", "LastAnalyzedTime", "CreationTime", "LastUpdatedTime", "LastUpdated",
    "StartTime",
}  # fmt: skip


_OWNERS = ("Parameters", "ConnectionProperties")
"""What holds texts of the owner's alone, whatever their names."""


def read(file: Path, kind: str) -> Entity | None:
    """Return what a file says; None if there is no file.

    Args:
        file: The file.
        kind: What the thing is: `Table`, say.

    Raises:
        CatalogDataError: It is no such file, or one of a newer form.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except json.JSONDecodeError as error:
        raise CatalogDataError(str(file), error.lineno, f"this is no JSON: {error.msg}") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise CatalogDataError(str(file), 0, str(error)) from error
    if not isinstance(content, dict) or not isinstance(content.get(kind), dict):
        raise CatalogDataError(str(file), 1, f"expected an object with a {kind!r}")
    if content.get("format") != FORMAT:
        raise CatalogDataError(
            str(file), 1, f"its format is {content.get('format')!r}; this version of local-glue reads {FORMAT}"
        )
    try:
        return _with_times(content[kind])
    except ValueError as error:
        raise CatalogDataError(str(file), 0, str(error)) from error


def write(file: Path, kind: str, entity: Entity) -> None:
    """Put a thing in a file, in one step; its folder is made."""
    text = json.dumps({"format": FORMAT, kind: entity}, indent=2, sort_keys=True, ensure_ascii=False, default=_written)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{uuid.uuid4().hex}.tmp")
    try:
        with beside.open("w", encoding="utf-8") as target:
            target.write(text + "\n")
            target.flush()
            os.fsync(target.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def names_in(folder: Path) -> list[str]:
    """Return the names of the things whose files are in a folder, sorted."""
    return sorted(_names(folder))


def _names(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stem, dot, ending = entry.name.rpartition(".")
                if stem and dot and ending == "json":
                    yield name_of(stem)
    except FileNotFoundError:
        return


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be kept in the catalog")


def _with_times(entity: dict[str, Any]) -> dict[str, Any]:
    """Return a thing whose times are such, and not texts; what its owner keeps in it is left alone."""
    return {name: _with_time(name, value) for name, value in entity.items()}


def _with_time(name: str, value: Any) -> Any:
    if name in _OWNERS:
        return value
    if isinstance(value, dict):
        return _with_times(value)
    return datetime.fromisoformat(value) if name in _TIMES and isinstance(value, str) else value
