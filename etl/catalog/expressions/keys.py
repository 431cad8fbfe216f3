"""Partition keys, and how their values are kept so that they compare as their types do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NULL_VALUE = "__HIVE_DEFAULT_PARTITION__"
"""How Hive writes a value of a partition that is null."""

_WHOLE = {"int", "integer", "bigint", "long", "smallint", "short", "tinyint", "byte"}
_WHOLE_NUMBER = re.compile(r"\s*[+-]?\d{1,18}\s*")
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)\s*")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")

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
        return self.type in _WHOLE

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self.is_whole or self.type in ("decimal", "double", "float")

    @property
    def is_text(self) -> bool:
        """Whether its values are texts, and equal only if every character is."""
        return self.type == "string"

    def stored(self, value: str) -> Stored:
        """Return the form in which a partition's value is kept; None for what is null or no value of the type."""
        if value == NULL_VALUE:
            return None
        if self.is_whole:
            return int(value) if _WHOLE_NUMBER.fullmatch(value) else None
        if self.is_number:
            return float(value) if _NUMBER.fullmatch(value) else None
        if self.type == "date":
            return date_text(value)
        return value


def keys_of(columns: Iterable[Mapping[str, str]]) -> list[Key]:
    """Return the keys that `PartitionKeys` of a table describe."""
    return [Key(column["Name"].lower(), _bare(column.get("Type") or "string")) for column in columns]


def date_text(value: str) -> str | None:
    """Return a date with all its digits; None for what is none."""
    found = _DATE.fullmatch(value.strip())
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def _bare(type_: str) -> str:
    return type_.partition("(")[0].strip().lower()
