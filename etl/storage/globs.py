"""Files that a read or a crawl leaves out: Glue's glob language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from etl.errors import OptionError
from etl.storage.listing import FileInfo
from etl.storage.relative import relative_path

_TOKEN = re.compile(
    r"""\\(?P<escaped>.)          # a character by itself
      | (?P<deep>\*\*)            # anything
      | (?P<any>\*)               # anything within a name
      | (?P<one>\?)               # one character of a name
      | \[(?P<none>!?)(?P<set>[^\]]+)\]   # one character of a set, or of none in it
      | (?P<open>\{) | (?P<close>\}) | (?P<comma>,)
      | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)


def patterns(option: str, value: Any) -> list[re.Pattern[str]]:
    r"""Return the patterns of a list, or of a text that holds a JSON list.

    `*` stands for any characters within a name, `**` for any at all, `?` for one, `[ab]` for one of a set, `[!ab]` for
    one not in it, `{x,y}` for either, `\` takes the meaning from the next character.
    """
    listed = _parsed(option, value) if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(item, str) for item in listed):
        raise OptionError(option, value, _EXPECTED)
    return [_compiled(option, pattern) for pattern in listed]


_EXPECTED = 'expected a text with a JSON list of patterns, such as "[\\"**.tmp\\"]"'


def excluded(name: str, left_out: Sequence[re.Pattern[str]]) -> bool:
    """Return whether a pattern matches a file's name, seen from the path it was found at."""
    return any(pattern.fullmatch(name) for pattern in left_out)


def without(files: Sequence[FileInfo], excluded: Sequence[re.Pattern[str]], roots: Sequence[str]) -> list[FileInfo]:
    """Return the files that no pattern matches, seen from the path they were found at, or with their whole path."""
    return [file for file in files if not _is_excluded(file.path, excluded, roots)] if excluded else list(files)


def _is_excluded(path: str, excluded: Sequence[re.Pattern[str]], roots: Sequence[str]) -> bool:
    forms = (relative_path(path, roots), path)
    return any(pattern.fullmatch(form) for pattern in excluded for form in forms)


def _parsed(option: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise OptionError(option, text, _EXPECTED) from error


def _compiled(option: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile("".join(_parts(pattern)), re.DOTALL)
    except re.error as error:
        raise OptionError(option, pattern, f"this is no pattern: {error}") from error


def _parts(pattern: str) -> Iterator[str]:
    inside = False
    for token in _TOKEN.finditer(pattern):
        kind, text = str(token.lastgroup), token[0]
        inside = kind == "open" or (inside and kind != "close")
        yield _part(kind, text, token, inside=inside)


def _part(kind: str, text: str, token: re.Match[str], *, inside: bool) -> str:
    fixed = {"deep": ".*", "any": "[^/]*", "one": "[^/]", "open": "(?:", "close": ")"}
    if kind == "set":
        return f"(?!/)[{'^' if token['none'] else ''}{re.escape(token['set']).replace(chr(92) + '-', '-')}]"
    if kind == "comma" and inside:
        return "|"
    return fixed.get(kind) or re.escape(token["escaped"] if kind == "escaped" else text)
