"""Things of the catalog as JSON files; their times are read as such."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etl.catalog import shapes
from etl.catalog.contract import Entity
from etl.catalog.errors import CatalogDataError
from etl.catalog.times import time_of
from etl.errors import DocumentError
from etl.storage import documents
from etl.storage.documents import names_in, write
from etl.storage.shapes import Object, exactly

__all__ = ["names_in", "read", "write"]

_TIMES = {
    "CreateTime", "UpdateTime", "LastAccessTime", "LastAnalyzedTime", "CreationTime", "LastUpdatedTime", "LastUpdated",
    "StartTime",
}  # fmt: skip

_OWNERS = (
    "Parameters", "ConnectionProperties", "SparkProperties", "AthenaProperties", "PythonProperties",
    "TokenUrlParametersMap",
)  # fmt: skip
"""What holds texts of the owner's alone, whatever their names."""

_SHAPES: Mapping[str, Object] = {
    "Database": shapes.DATABASE.requiring({"CreateTime": shapes.TIME}),
    "Table": shapes.TABLE.requiring({"CreateTime": shapes.TIME, "VersionId": shapes.VERSION}),
    "UserDefinedFunction": shapes.FUNCTION.requiring({"CreateTime": shapes.TIME}),
    "Connection": shapes.CONNECTION,
}
"""What a thing looks like that the catalog has written."""


def read(file: Path, kind: str, **names: str) -> Entity | None:
    """Return what a file says, without members that are null; None if there is no file.

    Args:
        file: The file.
        kind: What the thing is: `Table`, say.
        names: What members say that the place of the file says, too.

    Raises:
        CatalogDataError: It is no such file, one of a newer form, or what it says is none such thing.
    """
    try:
        found = documents.read(file, kind, _shape(kind, names))
        return None if found is None else _with_times(found)
    except DocumentError as error:
        raise CatalogDataError(*error.args) from error
    except ValueError as error:
        raise CatalogDataError(str(file), 0, str(error)) from error


def _shape(kind: str, names: Mapping[str, str]) -> Object:
    told = {member: exactly(name, "as the place of the file says") for member, name in names.items()}
    return _SHAPES.get(kind, shapes.ANY_OBJECT).requiring(told)


def _with_times(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Return a thing whose times are such, and not texts; what its owner keeps in it is left alone."""
    return {name: _with_time(name, value) for name, value in entity.items() if value is not None}


def _with_time(name: str, value: Any) -> Any:
    if name in _OWNERS and isinstance(value, dict):
        return {key: text for key, text in value.items() if text is not None}
    if isinstance(value, dict):
        return _with_times(value)
    if isinstance(value, list):
        return [_with_time("", item) for item in value]
    return time_of(value) if name in _TIMES and isinstance(value, str | int | float) else value
