"""The words of a condition, each with the place where it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""\s+
      | (?P<string>'(?:[^']|'')*'|"(?:[^"]|"")*")
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))
      | (?P<name>[^\W\d]\w*|`(?:[^`]|``)+`)
      | (?P<sign><=>|<=|>=|<>|!=|==|->|\|\||&&|.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word.

    Attributes:
        kind: `string`, `number`, `name`, `sign`, or `end`.
        text: The word as it is written.
        place: The offset of its first character.
    """

    kind: str
    text: str
    place: int

    def is_word(self, *words: str) -> bool:
        """Return whether it is one of some keywords or signs, whatever its case."""
        return self.kind in ("name", "sign") and self.text.upper() in words

    @property
    def value(self) -> str:
        """What a string or a name stands for."""
        if self.kind == "string" or self.text.startswith("`"):
            quote = self.text[0]
            return self.text[1:-1].replace(quote * 2, quote)
        return self.text


def tokens_of(text: str) -> list[Token]:
    """Return the words of a condition, and one of kind `end` behind them."""
    found = [Token(m.lastgroup or "", m[0], m.start()) for m in _TOKEN.finditer(text) if m.lastgroup]
    return [*found, Token("end", "", len(text))]
