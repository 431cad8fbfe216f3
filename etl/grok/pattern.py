"""A grok pattern, compiled: which fields it names, and the regular expression of a line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from etl.errors import GrokPatternError
from etl.frame.fold import with_columns
from etl.frame.types import BOOLEAN, BYTE, DOUBLE, FLOAT, INT, LONG, SHORT, STRING, Field, Struct
from etl.grok.patterns import BUILT_IN

_PART = re.compile(r"%\{(?P<name>\w+)(?::(?P<field>[^:}]+))?(?::(?P<type>\w+))?\}")
_TYPES = {
    "string": STRING, "byte": BYTE, "boolean": BOOLEAN, "double": DOUBLE, "short": SHORT, "int": INT, "long": LONG,
    "float": FLOAT,
}  # fmt: skip
_UNWANTED = "UNWANTED"
"""The name of fields that are not wanted."""

_DEEPEST = 20
"""How deep patterns may name each other; deeper ones name themselves."""

_GROUPS = {"python": "(?P<", "java": "(?<"}
"""How a named group begins, by the language of the regular expression."""


class GrokPattern:
    """A pattern of lines.

    Args:
        pattern: The grok pattern of a whole line.
        custom: Further patterns, one on each line: its name, a space, its regular expression.

    Attributes:
        fields: The named parts of the pattern and of those that it names, the first of each name.

    Raises:
        GrokPatternError: A pattern that is not known, or names itself, or a type that grok has not.
    """

    def __init__(self, pattern: str, custom: str = "") -> None:
        self._pattern = pattern
        self._patterns = {**BUILT_IN, **_custom(custom)}
        self._check(pattern)
        self.fields = Struct(with_columns(self._fields()))

    def expression(self, language: Literal["python", "java"], names: Sequence[str] | None = None) -> str:
        """Return the regular expression of a line.

        Args:
            language: What is to understand it.
            names: The fields that are groups, all if None: the first is the group `g0`, the next `g1` and so on.

        Raises:
            GrokPatternError: Python's expression cannot be read.
        """
        left = {name: f"g{number}" for number, name in enumerate(self.fields.names if names is None else names)}
        expression = self._expression(self._pattern, left, _GROUPS[language])
        return self._readable(expression) if language == "python" else expression

    def _readable(self, expression: str) -> str:
        try:
            re.compile(expression)
        except re.error as error:
            raise GrokPatternError(f"The grok pattern {self._pattern!r} cannot be read: {error}.") from error
        return expression

    def _expression(self, pattern: str, left: dict[str, str], group: str) -> str:
        def replaced(part: re.Match[str]) -> str:
            name = left.pop(part["field"], "")
            inner = self._expression(self._named(part), {} if part["field"] else left, group)
            return f"{group}{name}>{inner})" if name else f"(?:{inner})"

        return _PART.sub(replaced, pattern)

    def _check(self, pattern: str, depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise GrokPatternError(f"The grok pattern {pattern!r} names itself.")
        for part in _PART.finditer(pattern):
            self._check(self._named(part), depth + 1)

    def _fields(self) -> Iterator[Field]:
        seen = {_UNWANTED}
        for name, type_name in self._parts(self._pattern):
            if type_name not in _TYPES:
                known = ", ".join(_TYPES)
                raise GrokPatternError(f"{name}: there is no type {type_name!r} in grok; use {known}.")
            if name not in seen:
                seen.add(name)
                yield Field(name, _TYPES[type_name])

    def _parts(self, pattern: str) -> Iterator[tuple[str, str]]:
        """Yield the names and types of fields; what is inside of a field is none."""
        for part in _PART.finditer(pattern):
            if part["field"]:
                yield part["field"], part["type"] or "string"
            else:
                yield from self._parts(self._named(part))

    def _named(self, part: re.Match[str]) -> str:
        name = part["name"]
        if name not in self._patterns:
            near = difflib.get_close_matches(name, self._patterns, n=3)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise GrokPatternError(f"There is no grok pattern {name}.{hint}")
        return self._patterns[name]


def _custom(text: str) -> Mapping[str, str]:
    named = (line.strip().partition(" ") for line in text.splitlines() if line.strip())
    return {name: pattern.strip() for name, _, pattern in named}
