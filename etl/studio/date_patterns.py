"""Patterns of dates and times: Spark's, or Python's, which have `%` before each letter."""

from __future__ import annotations

import functools
import itertools
import re

from etl.errors import OptionError, UnknownNameError
from etl.options import text

_OF_PYTHON = {
    "A": "EEEE", "B": "MMMM", "D": "MM/dd/yy", "F": "yyyy-MM-dd", "H": "HH", "I": "hh", "M": "mm", "R": "HH:mm",
    "S": "ss", "T": "HH:mm:ss", "X": "HH:mm:ss", "Y": "yyyy", "Z": "z", "a": "EEE", "b": "MMM", "d": "dd",
    "f": "SSSSSS", "h": "MMM", "j": "DDD", "m": "MM", "p": "a", "x": "MM/dd/yy", "y": "yy", "z": "xx",
}  # fmt: skip
"""What Spark calls what Python calls by a letter."""

_ONLY_PYTHON = "GUVWcuw"
"""Letters of Python's for which Spark has none."""

_PART = re.compile(r"%(?P<letter>.?)|(?P<text>[^%]+)", re.DOTALL)

_PLAIN = re.compile(r"[-/:., \d]*")
"""What means itself in a pattern of Spark's without quotes."""


def spark_pattern(option: str, pattern: str) -> str:
    """Return the pattern as Spark writes it.

    Args:
        option: The helper and its argument, for messages.
        pattern: A pattern of Spark's, or one of Python's.

    Raises:
        OptionError: It is no text, or there is something after `%` for which Spark has no letter.
        UnknownNameError: A letter after `%` that means nothing in Python, either.

    Example:
        >>> spark_pattern("gs_now dateFormat", "%Y-%m-%dT%H:%M")
        "yyyy-MM-dd'T'HH:mm"
        >>> spark_pattern("gs_now dateFormat", "yyyy-MM-dd")
        'yyyy-MM-dd'
    """
    if "%" not in text(option, pattern):
        return pattern
    parts = [_part(option, pattern, found) for found in _PART.finditer(pattern)]
    runs = itertools.groupby(parts, key=lambda part: part[0])
    return "".join((_quoted if is_text else _codes)([value for _, value in run]) for is_text, run in runs)


def _part(option: str, pattern: str, found: re.Match[str]) -> tuple[bool, str]:
    """Return whether a part of the pattern means itself, and the text that it means or the code of Spark's."""
    letter, itself = found["letter"], found["text"]
    if itself or letter == "%":
        return True, itself or letter
    if not letter.isalpha():
        raise OptionError(option, pattern, "expected a letter after each %; the sign itself is %%")
    if letter in _ONLY_PYTHON:
        raise OptionError(option, pattern, f"Spark's patterns have nothing like %{letter}; gs_derived may compute it")
    if letter not in _OF_PYTHON:
        raise UnknownNameError(f"code of {option}", f"%{letter}", [f"%{known}" for known in _OF_PYTHON])
    return False, _OF_PYTHON[letter]


def _quoted(texts: list[str]) -> str:
    joined = "".join(texts)
    return joined if _PLAIN.fullmatch(joined) else "'" + joined.replace("'", "''") + "'"


def _codes(codes: list[str]) -> str:
    """Return codes in a row, with an empty optional part between two that begin and end with the same letter."""
    return functools.reduce(lambda made, code: made + ("[]" if made[-1] == code[0] else "") + code, codes)
