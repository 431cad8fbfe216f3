"""Grok: a text of which each line matches one pattern, whose named parts are columns."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification, Classifier
from etl.catalog.crawler.classifiers.grok_patterns import BUILT_IN
from etl.catalog.crawler.sampling import Sample
from etl.catalog.errors import InvalidInputException
from etl.frame.fold import with_columns
from etl.frame.types import BOOLEAN, BYTE, DOUBLE, FLOAT, INT, LONG, SHORT, STRING, Field, Struct

_PART = re.compile(r"%\{(?P<name>\w+)(?::(?P<field>[^:}]+))?(?::(?P<type>\w+))?\}")
_TYPES = {
    "string": STRING, "byte": BYTE, "boolean": BOOLEAN, "double": DOUBLE, "short": SHORT, "int": INT, "long": LONG,
    "float": FLOAT,
}  # fmt: skip
_DEEPEST = 20
"""How deep patterns may name each other; deeper ones name themselves."""


def grok_classifier(label: str, pattern: str, custom: str = "") -> Classifier:
    """Return what recognizes texts whose lines match a pattern; it is as certain as its share of the lines.

    Args:
        label: The `classification` of the tables.
        pattern: The grok pattern of a line.
        custom: Further patterns, one on each line: its name, a space, its regular expression.

    Raises:
        InvalidInputException: A pattern that is not known, or cannot be read.
    """
    patterns = {**BUILT_IN, **_custom(custom)}
    line = _compiled(pattern, patterns)
    columns = Struct(with_columns(_fields(pattern, patterns)))
    told = {"grokPattern": pattern, **({"grokCustomPatterns": custom} if custom else {})}
    serde = {"input.format": pattern, **({"input.grokCustomPatterns": custom} if custom else {})}

    def classify(taken: Sample, _: BinaryIO) -> Classification | None:
        lines = [text for text in taken.lines if text.strip()]
        matching = sum(line.fullmatch(text) is not None for text in lines)
        if not matching:
            return None
        certainty = matching / len(lines)
        return Classification("grokLog", columns, told, len(lines), label=label, certainty=certainty, serde=serde)

    return classify


def _custom(text: str) -> dict[str, str]:
    named = (line.strip().partition(" ") for line in text.splitlines() if line.strip())
    return {name: pattern.strip() for name, _, pattern in named}


def _compiled(pattern: str, patterns: Mapping[str, str]) -> re.Pattern[str]:
    try:
        return re.compile(_expression(pattern, patterns))
    except re.error as error:
        raise InvalidInputException(f"The grok pattern {pattern!r} cannot be read: {error}.") from error


def _expression(pattern: str, patterns: Mapping[str, str], depth: int = 0) -> str:
    if depth > _DEEPEST:
        raise InvalidInputException(f"The grok pattern {pattern!r} names itself.")
    return _PART.sub(lambda part: f"(?:{_expression(_named(part, patterns), patterns, depth + 1)})", pattern)


def _fields(pattern: str, patterns: Mapping[str, str]) -> Iterator[Field]:
    """Yield the named parts of a pattern and of those that it names, the first of each name."""
    seen: set[str] = set()
    for name, type_name in _parts(pattern, patterns):
        if type_name not in _TYPES:
            raise InvalidInputException(f"{name}: there is no type {type_name!r} in grok; use {', '.join(_TYPES)}.")
        if name not in seen and name != "UNWANTED":
            seen.add(name)
            yield Field(name, _TYPES[type_name])


def _parts(pattern: str, patterns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for part in _PART.finditer(pattern):
        if part["field"]:
            yield part["field"], part["type"] or "string"
        else:
            yield from _parts(_named(part, patterns), patterns)


def _named(part: re.Match[str], patterns: Mapping[str, str]) -> str:
    name = part["name"]
    if name not in patterns:
        near = difflib.get_close_matches(name, patterns, n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise InvalidInputException(f"There is no grok pattern {name}.{hint}")
    return patterns[name]
