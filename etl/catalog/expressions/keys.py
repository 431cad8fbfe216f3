"""Partition keys, and how their values are kept so that they compare as their types do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

NULL_VALUE = "__HIVE_DEFAULT_PARTITION__"
"""How Hive writes a value of a partition that is null."""

_BITS = {"int": 32, "integer": 32, "bigint": 64, "long": 64, "smallint": 16, "short": 16, "tinyint": 8, "byte": 8}
_WHOLE_NUMBER = re.compile(r"\s*[+-]?\d{1,20}\s*", re.ASCII)
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)\s*")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)

Stored = str | int | float | None
"""A value as SQLite keeps it."""


@dataclass(frozen=True)
class Key:
    """A partition key.

    Attributes:
        name: Its name, in lower case.
        type: Hive's name of its type, without parameters.
    """

    name: str
    type: str

    @property
    def is_whole(self) -> bool:
        """Whether its values are whole numbers."""
        return self.type in _BITS

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self.is_whole or self.type in ("decimal", "double", "float")

    @property
    def is_text(self) -> bool:
        """Whether its values are texts, and equal only if every character is."""
        return self.type == "string"

    def stored(self, value: str) -> Stored:
        """Return the form in which a partition's value is kept; None for what is null or not surely of the type."""
        if value == NULL_VALUE:
            return None
        if self.is_whole:
            return self._whole(value)
        if self.is_number:
            return float(value) if _NUMBER.fullmatch(value) else None
        if self.type == "date":
            return date_text(value)
        return value

    def _whole(self, value: str) -> int | None:
        """Return a whole number; None for what is none, or is too large for the type."""
        number = int(value) if _WHOLE_NUMBER.fullmatch(value) else None
        limit = 2 ** (_BITS[self.type] - 1)
        return number if number is not None and -limit <= number < limit else None


def keys_of(columns: Iterable[Mapping[str, str]]) -> list[Key]:
    """Return the keys that `PartitionKeys` of a table describe."""
    return [Key(column["Name"].lower(), _bare(column.get("Type") or "string")) for column in columns]


def date_text(value: str) -> str | None:
    """Return a date with all its digits; None for what is none."""
    found = _DATE.fullmatch(value)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def _bare(type_: str) -> str:
    return type_.partition("(")[0].strip().lower()
