"""Conditions as SQLite's SQL over the columns k0, k1 and so on, one for each partition key (`Key.stored`)."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import NamedTuple

from etl.catalog.expressions.keys import Key, Stored, date_text
from etl.catalog.expressions.nodes import All, Any, Comparison, IsNull, Literal, Node, Not
from etl.catalog.expressions.parsing import parse, parse_what_is_known, problem


class Condition(NamedTuple):
    """A WHERE clause and the values of its `?`."""

    sql: str
    values: tuple[Stored, ...]


ALWAYS = Condition("1", ())


def exact_condition(text: str, keys: Sequence[Key]) -> Condition:
    """Return the condition that an expression of GetPartitions means.

    Raises:
        InvalidInputException: It cannot be read, names no key, or compares a number with what is none.
    """
    return _Exact(text, keys).condition(parse(text)) if text.strip() else ALWAYS


def possible_condition(predicates: Sequence[str], keys: Sequence[Key]) -> Condition:
    """Return a condition that holds for every partition for which predicates of Spark SQL all hold."""
    parts = [_Possible(keys).condition(parse_what_is_known(text), over=True) for text in predicates]
    return _joined(" AND ", parts) if parts else ALWAYS


class _Exact:
    """Compiles what must be understood to the last word."""

    def __init__(self, text: str, keys: Sequence[Key]) -> None:
        self._text = text
        self._keys = keys

    def condition(self, node: Node) -> Condition:
        match node:
            case All(parts):
                return _joined(" AND ", [self.condition(part) for part in parts])
            case Any(parts):
                return _joined(" OR ", [self.condition(part) for part in parts])
            case Not(part):
                sql, values = self.condition(part)
                return Condition(f"(NOT {sql})", values)
            case IsNull(key, place):
                return Condition(f"(k{self._number(key, place)} IS NULL)", ())
            case Comparison(key, operator, literal, place):
                number = self._number(key, place)
                return _compared(number, operator, self._value(self._keys[number], literal))
        raise AssertionError(node)

    def _number(self, name: str, place: int) -> int:
        names = [key.name for key in self._keys]
        if name in names:
            return names.index(name)
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise problem(self._text, place, f"{name!r} is no partition key, these are: {', '.join(names) or 'none'}{hint}")

    def _value(self, key: Key, literal: Literal) -> Stored:
        value = key.stored(literal.text)
        if value is None:
            raise problem(self._text, literal.place, f"expected a {key.type}, as {key.name!r} is one")
        return value


class _Possible:
    """Compiles what can be told for certain.

    `over`: the result is true wherever the condition is; else it is false wherever the condition is, so that the
    contrary of the result is true wherever the contrary of the condition is.
    """

    def __init__(self, keys: Sequence[Key]) -> None:
        self._keys = {key.name: (number, key) for number, key in enumerate(keys)}

    def condition(self, node: Node, *, over: bool) -> Condition:
        match node:
            case All(parts):
                return _joined(" AND ", [self.condition(part, over=over) for part in parts])
            case Any(parts):
                return _joined(" OR ", [self.condition(part, over=over) for part in parts])
            case Not(part):
                sql, values = self.condition(part, over=not over)
                return Condition(f"(NOT {sql})", values)
            case IsNull(key) if key in self._keys:
                return self._null(*self._keys[key], over=over)
            case Comparison(key, operator, literal) if key in self._keys:
                number, typed = self._keys[key]
                value = certain_value(typed, operator, literal)
                if value is not None:
                    return self._typed(number, typed, _compared(number, operator, value), over=over)
        return Condition("1" if over else "0", ())

    def _null(self, number: int, key: Key, *, over: bool) -> Condition:
        return Condition(f"(k{number} IS NULL)" if over or key.is_text else "0", ())

    def _typed(self, number: int, key: Key, compared: Condition, *, over: bool) -> Condition:
        """Return a comparison that allows for values that are kept as null, but which Spark may read all the same."""
        if key.is_text:
            return compared
        unsure = f"OR k{number} IS NULL" if over else f"AND k{number} IS NOT NULL"
        return Condition(f"({compared.sql} {unsure})", compared.values)


def certain_value(key: Key, operator: str, literal: Literal) -> Stored:
    """Return the value that Spark surely compares a key with, whatever its settings; None if that is not sure."""
    if literal.kind != "number" and literal.written[1:-1] != literal.text:
        return None
    if operator == "LIKE":
        return literal.text if key.is_text and literal.kind == "string" else None
    if key.is_whole and literal.kind in ("string", "number") and literal.text.lstrip("-").isdigit():
        return _certain_number(key, literal)
    if key.type == "date" and literal.kind in ("string", "date"):
        return literal.text if date_text(literal.text) == literal.text else None
    return literal.text if key.is_text and literal.kind == "string" else None


def _certain_number(key: Key, literal: Literal) -> Stored:
    """Return a number that Spark compares as one, or as a text with the same outcome."""
    value = key.stored(literal.text)
    is_plain = literal.kind == "number" or str(value) == literal.text
    return value if isinstance(value, int) and abs(value) < 2**31 and is_plain else None


def _compared(number: int, operator: str, value: Stored) -> Condition:
    if operator == "LIKE":
        return Condition(f"(k{number} GLOB ?)", (_glob(str(value)),))
    return Condition(f"(k{number} {operator} ?)", (value,))


def _glob(pattern: str) -> str:
    """Return a pattern of LIKE as one of GLOB, which, unlike SQLite's LIKE, heeds case."""
    signs = {"%": "*", "_": "?", "*": "[*]", "?": "[?]", "[": "[[]"}
    return "".join(signs.get(character, character) for character in pattern)


def _joined(operator: str, parts: Sequence[Condition]) -> Condition:
    values = tuple(value for part in parts for value in part.values)
    return Condition(f"({operator.join(part.sql for part in parts)})", values)
