"""Paths into a record: `.` separates levels, back-quotes hold a name together, `[]` stands for an array's elements.

A back-quote in a name is doubled, inside of back-quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.errors import OptionError

ELEMENTS = "[]"
"""The step of a path from an array to its elements."""

Path = tuple[str, ...]

_QUOTED_QUOTE = re.compile(r"`(?:[^`]|``)+`")
_QUOTE = "\0"
"""Stands for a back-quote of a name while a path is read."""


def parse_path(text: str) -> Path:
    """Return the names that a path is made of.

    Raises:
        OptionError: The text is empty or a back-quote is not closed.

    Example:
        >>> parse_path("address.`zip.code`")
        ('address', 'zip.code')
        >>> parse_path("orders[].price")
        ('orders', '[]', 'price')
    """
    if not isinstance(text, str) or text.count("`") % 2:
        raise OptionError(
            "path",
            text,
            "a path is names separated by '.', a name with a dot in back-quotes, a back-quote of a name doubled there",
        )
    return tuple(step for level in _levels(text) for step in _steps(level))


def show_path(path: Path) -> str:
    """Return the text that `parse_path` reads back."""
    shown = ["`" + step.replace("`", "``") + "`" if "." in step or "`" in step else step for step in path]
    return ".".join(shown).replace(f".{ELEMENTS}", ELEMENTS)


def as_list(paths: str | Sequence[str]) -> list[str]:
    """Return the paths given as one text or several."""
    return [paths] if isinstance(paths, str) else list(paths)


def _levels(text: str) -> list[str]:
    levels, current, is_quoted = [], "", False
    for letter in _QUOTED_QUOTE.sub(lambda name: name[0][:1] + name[0][1:-1].replace("``", _QUOTE) + "`", text):
        if letter == "`":
            is_quoted = not is_quoted
        if letter == "." and not is_quoted:
            levels.append(current)
            current = ""
        else:
            current += letter
    return [*levels, current]


def _steps(level: str) -> Path:
    arrays = 0
    while level.endswith(ELEMENTS) and not level.endswith("`"):
        level, arrays = level[: -len(ELEMENTS)], arrays + 1
    return (level.replace("`", "").replace(_QUOTE, "`"), *[ELEMENTS] * arrays)
