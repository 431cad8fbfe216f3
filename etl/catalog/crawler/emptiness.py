"""Files without a record, which say nothing of a table: those without a byte, and CSV's with a line of names only."""

from __future__ import annotations

from collections.abc import Sequence

from etl.catalog.crawler.classifiers.csv import names_in_line
from etl.catalog.crawler.groups import Classified

Header = tuple[str, tuple[str, ...]]
"""A delimiter and the names of columns."""


def with_records(files: Sequence[Classified]) -> list[Classified]:
    """Return the files that have a record."""
    headers = {_header(file) for file in files if "skip.header.line.count" in file.found.parameters}
    return [file for file in files if not file.found.is_empty and not _is_header(file.found.line, headers)]


def _header(file: Classified) -> Header:
    return file.found.parameters["delimiter"], tuple(file.found.columns.names)


def _is_header(line: str, headers: set[Header]) -> bool:
    return bool(line) and any(names_in_line(line, delimiter) == names for delimiter, names in headers)
