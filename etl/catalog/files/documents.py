"""Things of the catalog as JSON files; their times are read as such."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.errors import CatalogDataError
from etl.errors import DocumentError
from etl.storage import documents
from etl.storage.documents import names_in, write

__all__ = ["names_in", "read", "write"]

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
        found = documents.read(file, kind)
        return None if found is None else _with_times(found)
    except DocumentError as error:
        raise CatalogDataError(*error.args) from error
    except ValueError as error:
        raise CatalogDataError(str(file), 0, str(error)) from error


def _with_times(entity: dict[str, Any]) -> dict[str, Any]:
    """Return a thing whose times are such, and not texts; what its owner keeps in it is left alone."""
    return {name: _with_time(name, value) for name, value in entity.items()}


def _with_time(name: str, value: Any) -> Any:
    if name in _OWNERS:
        return value
    if isinstance(value, dict):
        return _with_times(value)
    return datetime.fromisoformat(value) if name in _TIMES and isinstance(value, str) else value
