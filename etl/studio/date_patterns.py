"""Patterns of dates and times: Spark's, or Python's, which have `%` before each letter."""

from __future__ import annotations

import re

from etl.errors import UnknownNameError

_OF_PYTHON = {
    "A": "EEEE", "B": "MMMM", "D": "MM/dd/yy", "F": "yyyy-MM-dd", "H": "HH", "I": "hh", "M": "mm", "R": "HH:mm",
    "S": "ss", "T": "HH:mm:ss", "Y": "yyyy", "Z": "z", "a": "EEE", "b": "MMM", "d": "dd", "f": "SSSSSS", "h": "MMM",
    "j": "DDD", "m": "MM", "p": "a", "y": "yy", "z": "xx", "%": "'%'",
}  # fmt: skip
"""What Spark calls what Python calls by a letter."""

_PART = re.compile(r"%(.?)|([A-Za-z']+)|([^%A-Za-z']+)", re.DOTALL)


def spark_pattern(pattern: str) -> str:
    """Return the pattern as Spark writes it.

    Raises:
        UnknownNameError: A letter after `%` that means nothing here.

    Example:
        >>> spark_pattern("%Y-%m-%dT%H:%M")
        "yyyy-MM-dd'T'HH:mm"
        >>> spark_pattern("yyyy-MM-dd")
        'yyyy-MM-dd'
    """
    return "".join(map(_part, _PART.finditer(pattern))) if "%" in pattern else pattern


def _part(found: re.Match[str]) -> str:
    letter, text, other = found.groups()
    if letter is None:
        return other if text is None else "'" + text.replace("'", "''") + "'"
    if letter not in _OF_PYTHON:
        raise UnknownNameError("code of a date pattern", f"%{letter}", [f"%{known}" for known in _OF_PYTHON])
    return _OF_PYTHON[letter]
