"""How far a table of a database has been read: the values that its key had in the last row read.

Rows are read in the order of a key, one column or several, that only grows (or only shrinks): a run reads those beyond
the last one, up to the last one that there is when it begins. Rows that are changed are not read again.
Source: https://docs.aws.amazon.com/glue/latest/dg/programming-etl-connect-bookmarks.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from etl.errors import OptionError
from etl.storage.shapes import TEXT, TEXTS, ListOf, Object

KIND = "keys"
"""What the state is called among those of a step."""

SHAPE = Object({"keys": ListOf(TEXT), "sortOrder": TEXT, "last": ListOf(TEXTS)}, ("keys", "sortOrder", "last"))

Value = int | str | float | Decimal | dt.date | dt.datetime
Literal = Callable[[Value], str]
"""From a value to how a database writes it."""

_READERS: Mapping[str, Callable[[str], Value]] = {
    "int": int,
    "str": str,
    "float": float,
    "Decimal": Decimal,
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
}


@dataclass(frozen=True)
class KeysRead:
    """How far a table has been read.

    Attributes:
        keys: The columns of the key.
        descending: Whether the key shrinks from row to row.
        last: Their values in the last row; empty if none was read.
    """

    keys: tuple[str, ...]
    descending: bool = False
    last: tuple[Value, ...] = ()

    def to_state(self) -> dict[str, Any]:
        """Return it as a bookmark keeps it."""
        last = [{type(value).__name__: str(value)} for value in self.last]
        return {"keys": list(self.keys), "sortOrder": "desc" if self.descending else "asc", "last": last}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> KeysRead:
        """Return what `to_state` wrote.

        Raises:
            ValueError: It is something else.
        """
        last = (next(iter(value.items())) for value in state["last"])
        values = tuple(_READERS[kind](text) for kind, text in last)
        return cls(tuple(state["keys"]), state["sortOrder"] == "desc", values)


class KeysReading:
    """The rows of a step while a run reads them.

    Args:
        before: How far earlier runs have read; None if there were none.
        keys: `jobBookmarkKeys`: the columns of the key.
        descending: `jobBookmarkKeysSortOrder`: whether the key shrinks.
        until: How far had been read at a later time, if only what came in between is to be read.

    Raises:
        OptionError: There is no key, or earlier runs had another.
    """

    def __init__(
        self,
        before: KeysRead | None,
        keys: Sequence[str],
        *,
        descending: bool = False,
        until: KeysRead | None = None,
    ) -> None:
        given = KeysRead(tuple(keys), descending)
        if not given.keys:
            raise OptionError("jobBookmarkKeys", keys, "name the columns whose values grow from row to row")
        if before is not None and (before.keys, before.descending) != (given.keys, given.descending):
            was = f"{', '.join(before.keys)} ({'descending' if before.descending else 'ascending'})"
            raise OptionError("jobBookmarkKeys", list(keys), f"the bookmark is of {was}: keep to it, or reset it")
        self._after = self._before = before or given
        self._until = until

    def condition(self, last: Sequence[Value], literal: Literal | None = None) -> str:
        """Return the condition, in SQL, of the rows that this run reads; the run has read to the last one then.

        Args:
            last: The values of the key in the table's last row, by the order of the key; empty if there is no row.
            literal: How the database writes a value; by default as most do: texts and times in quotes.

        Raises:
            OptionError: A value of the key is null, or of a type without an order.
        """
        end = self._end(last) if self._until is None else self._until.last
        if not (last and end):
            return "1 = 0"
        self._after = replace(self._before, last=end)
        written = literal or standard_literal
        bounds = [self._beyond(self._before.last, written)] if self._before.last else []
        return " AND ".join([*bounds, f"NOT ({self._beyond(end, written)})"])

    def order(self) -> str:
        """Return what follows ORDER BY for the table's last row to come first; rows without a key come last."""
        way = "ASC" if self._before.descending else "DESC"
        return ", ".join(f"CASE WHEN {key} IS NULL THEN 1 ELSE 0 END, {key} {way}" for key in self._before.keys)

    def after(self) -> KeysRead:
        """Return how far is read when this run has ended well."""
        return self._after

    def nearer(self, other: KeysReading) -> KeysReading:
        """Return the reading that has not come as far, of two of one table."""
        one, two = self._after.last, other._after.last
        return self if not one or (two and self._before_or_at(one, two)) else other

    def _before_or_at(self, one: tuple[Value, ...], two: tuple[Value, ...]) -> bool:
        return one >= two if self._before.descending else one <= two

    def _end(self, last: Sequence[Value]) -> tuple[Value, ...]:
        """Return how far this run reads: to the last row, and never back behind what is read."""
        end, before = tuple(last), self._before.last
        for key, value in zip(self._before.keys, end, strict=False):
            if type(value).__name__ not in _READERS:
                raise OptionError(
                    "jobBookmarkKeys", key, f"its last value is {value!r}, and no run can go on from that"
                )
        if not before or not end:
            return end
        if list(map(type, before)) != list(map(type, end)):
            raise OptionError("jobBookmarkKeys", end, f"the bookmark ends at {before}, of other types: reset it")
        return min(before, end) if self._before.descending else max(before, end)

    def _beyond(self, values: Sequence[Value], literal: Literal) -> str:
        """Return the condition of rows behind one whose key has `values`: the first column that differs decides."""
        pairs = list(zip(self._before.keys, map(literal, values), strict=True))
        sign = "<" if self._before.descending else ">"
        cases = [
            " AND ".join([*(f"{key} = {value}" for key, value in pairs[:place]), f"{key} {sign} {value}"])
            for place, (key, value) in enumerate(pairs)
        ]
        return f"({' OR '.join(f'({case})' for case in cases)})"


def standard_literal(value: Value) -> str:
    """Return a value as most databases write it: texts and times in quotes."""
    if isinstance(value, int | float | Decimal):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
