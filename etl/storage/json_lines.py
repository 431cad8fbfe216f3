"""On which line of a JSON text something stands."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator

Path = tuple[str | int, ...]
"""The names of members and the numbers of items that lead to a value."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def line_of(text: str, path: Path) -> int:
    r"""Return the line where a value of a JSON text begins; 0 if it has none there.

    Example:
        >>> line_of('{"Columns": [\n{"Name": "id"},\n{"Name": 5}]}', ("Columns", 1, "Name"))
        3
    """
    tokens = _TOKEN.finditer(text)
    offset = dict(_value(next(tokens), tokens, ())).get(path)
    return 0 if offset is None else text.count("\n", 0, offset) + 1


def _value(token: re.Match[str], tokens: Iterator[re.Match[str]], path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the paths of a value and of all that is in it, and where they begin."""
    yield path, token.start()
    if token[0] == "{":
        yield from _members(tokens, path)
    elif token[0] == "[":
        yield from _items(tokens, path)


def _members(tokens: Iterator[re.Match[str]], path: Path) -> Iterator[tuple[Path, int]]:
    while (token := next(tokens))[0] != "}":
        if token[0] == ",":
            continue
        next(tokens)  # the colon
        yield from _value(next(tokens), tokens, (*path, json.loads(token[0])))


def _items(tokens: Iterator[re.Match[str]], path: Path) -> Iterator[tuple[Path, int]]:
    for number in itertools.count():
        token = next(tokens)
        if token[0] == "]":
            return
        yield from _value(token, tokens, (*path, number))
        if next(tokens)[0] == "]":
            return
