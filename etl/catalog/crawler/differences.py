"""What differs between what the catalog says of a table and what a crawl found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.catalog.crawler.tables import DEPRECATED

_FORMAT = (
    "classification", "compressionType", "delimiter", "skip.header.line.count", "rowTag", "jsonPath", "grokPattern",
    "grokCustomPatterns",
)  # fmt: skip
"""The parameters without which files are read otherwise; the others are counts."""


def is_same(known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Return whether a table is as it was: its columns, keys, folder and format, and whether it is given up.

    Comments, descriptions and parameters that no crawler sets are a person's, and do not count.
    """
    return _told(known) == _told(given)


def is_same_storage(known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Return whether a partition's `StorageDescriptor` says the same of columns, folder and format as another."""
    return _of_storage(known) == _of_storage(given)


def is_same_format(known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Return whether the files of a table are read as they were."""
    return _format(known) == _format(given)


def lost(known: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a person told of a table and a crawl does not."""
    if known.get("Description") and not given.get("Description"):
        yield "Description"
    yield from sorted(_parameters(known).keys() - _parameters(given).keys() - {*_FORMAT, DEPRECATED})
    comments = {column["Name"]: column.get("Comment") for column in _storage(given).get("Columns") or ()}
    for column in _storage(known).get("Columns") or ():
        if column.get("Comment") and comments.get(column["Name"]) != column["Comment"]:
            yield f"the comment of {column['Name']}"


def _told(table: Mapping[str, Any]) -> tuple[Any, ...]:
    is_deprecated = DEPRECATED in _parameters(table)
    return _of_storage(_storage(table)), _columns(table.get("PartitionKeys")), _format(table), is_deprecated


def _of_storage(storage: Mapping[str, Any]) -> tuple[Any, ...]:
    return storage.get("Location"), _columns(storage.get("Columns")), _format(storage), _quote(storage)


def _columns(given: Sequence[Mapping[str, str]] | None) -> list[tuple[str, str]]:
    return [(column["Name"], column.get("Type") or "string") for column in given or ()]


def _format(described: Mapping[str, Any]) -> list[str | None]:
    return [_parameters(described).get(name) for name in _FORMAT]


def _quote(storage: Mapping[str, Any]) -> str | None:
    return _parameters(storage.get("SerdeInfo") or {}).get("quoteChar")


def _storage(table: Mapping[str, Any]) -> Mapping[str, Any]:
    return table.get("StorageDescriptor") or {}


def _parameters(described: Mapping[str, Any]) -> Mapping[str, Any]:
    return described.get("Parameters") or {}
