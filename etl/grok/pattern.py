"""A grok pattern, compiled: which fields it names, and the regular expression of a line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from etl.errors import GrokPatternError
from etl.frame.fold import with_columns
from etl.frame.types import BOOLEAN, BYTE, DOUBLE, FLOAT, INT, LONG, SHORT, STRING, TIMESTAMP, Field, Struct
from etl.grok.expression import JAVA, PYTHON, TOKEN, Expression
from etl.grok.patterns import BUILT_IN

_DATES = {"date": TIMESTAMP, "datetime": TIMESTAMP}
"""The types that have a pattern of Java's for dates behind them."""

_TYPES = {
    "string": STRING, "byte": BYTE, "boolean": BOOLEAN, "double": DOUBLE, "short": SHORT, "int": INT, "long": LONG,
    "float": FLOAT, **_DATES,
}  # fmt: skip
_UNWANTED = "UNWANTED"
"""The name of fields that are not wanted."""

_DEEPEST = 20
"""How deep patterns may name each other; deeper ones name themselves."""


class _Part(NamedTuple):
    field: str
    type: str = "string"
    format: str = ""


class GrokPattern:
    """A pattern of lines.

    Args:
        pattern: The grok pattern of a whole line.
        custom: Further patterns, one on each line: its name, a blank, its regular expression.

    Attributes:
        fields: The named parts and groups of the pattern and of those that it names, the first of each name.
        formats: Java's patterns of the fields that are dates, by their names; a field without one is in ISO's form.

    Raises:
        GrokPatternError: A pattern that is not known, or names itself, or a type that grok has not.
    """

    def __init__(self, pattern: str, custom: str = "") -> None:
        self._pattern = pattern
        self._patterns = {**BUILT_IN, **_custom(custom)}
        self._check(pattern)
        parts = self._fields()
        self.fields = Struct(with_columns(Field(part.field, _TYPES[part.type]) for part in parts))
        self.formats = {part.field: part.format for part in parts if part.format}

    def java(self, names: Sequence[str]) -> str:
        """Return Java's regular expression of a line: the first of the fields `names` is the group `g0`, and so on."""
        return Expression(JAVA, self._named).of(self._pattern, {name: f"g{n}" for n, name in enumerate(names)})

    def python(self) -> re.Pattern[str]:
        """Return Python's regular expression of a line, without groups of fields.

        Raises:
            GrokPatternError: It is none.
        """
        try:
            return re.compile(Expression(PYTHON, self._named).of(self._pattern, {}), re.ASCII)
        except re.error as error:
            raise GrokPatternError(f"The grok pattern {self._pattern!r} cannot be read: {error}.") from error

    def _check(self, pattern: str, depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise GrokPatternError(f"The grok pattern {pattern!r} names itself.")
        for token in TOKEN.finditer(pattern):
            if token["name"]:
                self._check(self._named(token), depth + 1)

    def _fields(self) -> list[_Part]:
        first: dict[str, _Part] = {}
        for part in self._parts(self._pattern):
            if part.type not in _TYPES:
                known = ", ".join(_TYPES)
                raise GrokPatternError(f"{part.field}: there is no type {part.type!r} in grok; use {known}.")
            if part.format and part.type not in _DATES:
                raise GrokPatternError(f"{part.field}: a pattern of dates is for {' and '.join(_DATES)} only.")
            if part.field != _UNWANTED:
                first.setdefault(part.field, part)
        return list(first.values())

    def _parts(self, pattern: str) -> Iterator[_Part]:
        """Yield what are fields; what a field's own pattern names is none."""
        for token in TOKEN.finditer(pattern):
            if token["group"]:
                yield _Part(token["group"])
            elif token["field"]:
                yield _Part(token["field"], token["type"] or "string", token["format"] or "")
            elif token["name"]:
                yield from self._parts(self._named(token))

    def _named(self, token: re.Match[str]) -> str:
        name = token["name"]
        if name not in self._patterns:
            near = difflib.get_close_matches(name, self._patterns, n=3)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise GrokPatternError(f"There is no grok pattern {name}.{hint}")
        return self._patterns[name]


def _custom(text: str) -> Mapping[str, str]:
    lines = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return {name: "".join(pattern).strip() for name, *pattern in lines}
