r"""Lines of fields parted by tabs, as they go between Python and Java.

A tab, a line feed, a carriage return and a backslash inside a field are written `\t`, `\n`, `\r` and `\\`. Java's side
is `localglue.Fields`.
"""

from __future__ import annotations

import re

_CODES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_CHARACTERS = {code: character for character, code in _CODES.items()}
_CODE = re.compile(r"\\.")
_CHARACTER = re.compile(r"[\\\t\n\r]")


def join_line(*fields: object) -> str:
    r"""Return `fields` as one line, without an end of line.

    Example:
        >>> join_line("s3://b/a\tb", 1)
        's3://b/a\\tb\t1'
    """
    return "\t".join([_escaped(field) if isinstance(field, str) else str(field) for field in fields])


def split_line(line: str) -> list[str]:
    r"""Return the fields of a line that `join_line` made.

    Example:
        >>> split_line("s3://b/a\\tb\t1")
        ['s3://b/a\tb', '1']
    """
    return [unescape(field) for field in line.split("\t")]


def _escaped(field: str) -> str:
    return _CHARACTER.sub(lambda found: _CODES[found[0]], field)


def unescape(field: str) -> str:
    """Return what a field of a line stands for."""
    return _CODE.sub(lambda found: _CHARACTERS[found[0]], field)
