"""Which tables a request of SearchTables asks for, and in which order."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.errors import InvalidInputException

_TEXTS = ("Name", "DatabaseName", "Description", "Owner", "TableType", "CatalogId")
_TIMES = ("CreateTime", "UpdateTime", "LastAccessTime", "LastAnalyzedTime")

_COMPARATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "EQUALS": operator.eq,
    "GREATER_THAN": operator.gt,
    "LESS_THAN": operator.lt,
    "GREATER_THAN_EQUALS": operator.ge,
    "LESS_THAN_EQUALS": operator.le,
}

_BETWEEN_TOKENS = re.compile(r"[\W_]+")

Test = Callable[[Entity], bool]


def wanted(given: Mapping[str, Any]) -> Test:
    """Return whether `SearchText` stands in a table's name or description, and all `Filters` hold.

    Raises:
        InvalidInputException: A filter on a field that cannot be searched, or a value that is no time.
    """
    text = str(given.get("SearchText") or "").strip('"').lower()
    tests = [_test(predicate) for predicate in given.get("Filters") or ()]

    def is_wanted(table: Entity) -> bool:
        told = f"{table['Name']} {table.get('Description', '')}".lower()
        return text in told and all(test(table) for test in tests)

    return is_wanted


def in_order(given: Mapping[str, Any], tables: Iterable[Entity]) -> Iterable[Entity]:
    """Return tables in the order of `SortCriteria`, the first of which counts most.

    Raises:
        InvalidInputException: An order by a field that cannot be searched.
    """
    for criterion in reversed(given.get("SortCriteria") or ()):
        field = _known(criterion.get("FieldName"))
        descends = criterion.get("Sort") == "DESC"
        tables = sorted(tables, key=lambda table: _sortable(table.get(field)), reverse=descends)
    return tables


def _test(predicate: Mapping[str, str]) -> Test:
    field, value = _known(predicate.get("Key")), predicate.get("Value", "")
    if field in _TIMES:
        return _time_test(field, value, predicate.get("Comparator", "EQUALS"))
    return lambda table: _has_tokens(str(table.get(field) or ""), value)


def _time_test(field: str, value: str, comparator: str) -> Test:
    moment = _time(value)
    if comparator not in _COMPARATORS:
        raise InvalidInputException(f"Comparator {comparator!r}: known are {', '.join(_COMPARATORS)}.")
    compare = _COMPARATORS[comparator]
    return lambda table: field in table and compare(_aware(table[field]), moment)


def _has_tokens(text: str, value: str) -> bool:
    """Return whether a text is a value, or has it between punctuation: `link` is in customer-link, not in linked."""
    tokens, sought = _BETWEEN_TOKENS.split(text.lower()), _BETWEEN_TOKENS.split(value.lower())
    return any(tokens[start : start + len(sought)] == sought for start in range(len(tokens)))


def _known(field: str | None) -> str:
    if field not in (*_TEXTS, *_TIMES):
        raise InvalidInputException(
            f"Tables cannot be searched by {field!r} here, only by {', '.join(_TEXTS + _TIMES)}."
        )
    return field


def _time(value: str) -> datetime:
    try:
        return _aware(datetime.fromisoformat(value))
    except ValueError as error:
        raise InvalidInputException(f"{value!r} is no time such as 2024-01-31T12:00:00Z.") from error


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _sortable(value: Any) -> tuple[bool, Any]:
    """Return what values of one field are sorted by; none comes first."""
    return value is not None, _aware(value) if isinstance(value, datetime) else value or ""
