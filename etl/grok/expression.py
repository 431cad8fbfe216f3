"""The regular expression of a grok pattern, in Java's words or in Python's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

TOKEN = re.compile(
    r"%\{(?P<name>\w+)(?::(?P<field>[^:;}]+)(?:[:;](?P<type>\w+)(?:[:;](?P<format>[^}]+))?)?)?\}"
    r"|\(\?<(?P<group>[^=!>][^>]*)>|\\k<(?P<again>[^>]+)>|\\.",
    re.DOTALL,
)
"""What names another pattern, begins a named group, or says again what a group has; else a sign that is escaped."""


@dataclass(frozen=True)
class Language:
    """How a group of a name begins, and how what it has is said again."""

    group: str
    again: str


JAVA = Language("(?<{}>", r"\k<{}>")
PYTHON = Language("(?P<{}>", "(?P={})")


@dataclass(frozen=True)
class Expression:
    """How patterns become one regular expression.

    Attributes:
        language: What is to understand it.
        named: Returns the pattern that a token names.
    """

    language: Language
    named: Callable[[re.Match[str]], str]
    _further: Iterator[int] = field(default_factory=count)

    def of(self, pattern: str, groups: Mapping[str, str]) -> str:
        """Return the regular expression of a pattern, the first field of a name being the group that has its name.

        Args:
            pattern: The pattern.
            groups: The names of groups, by those of fields. What else a pattern names is a group only where the pattern
                says it again.
        """
        return self._of(pattern, dict(groups))

    def _of(self, pattern: str, left: dict[str, str]) -> str:
        repeated = {token["again"] for token in TOKEN.finditer(pattern)}
        known: dict[str, str] = {}

        def opened(name: str | None) -> str:
            group = left.pop(name, "") if name else ""
            if name in repeated and not group:
                group = f"h{next(self._further)}"
            if not group:
                return "(?:"
            known[name or ""] = group
            return self.language.group.format(group)

        def replaced(token: re.Match[str]) -> str:
            if token["name"]:
                start = opened(token["field"])
                return f"{start}{self._of(self.named(token), {} if token['field'] else left)})"
            if token["group"]:
                return opened(token["group"])
            return self.language.again.format(known[token["again"]]) if token["again"] in known else token[0]

        return TOKEN.sub(replaced, pattern)
