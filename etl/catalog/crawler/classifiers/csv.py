"""CSV: lines of as many values each.

Source: https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html#classifier-built-in
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Sequence
from functools import reduce
from typing import BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_type
from etl.frame.fold import with_columns
from etl.frame.types import DOUBLE, LONG, NULL, STRING, Field, Struct, Type

_DELIMITERS = (",", "|", "\t", ";", "\x01")
_ROWS = 1000
"""How many lines tell what a file is; their types are those of all of the sample."""

_LONGEST_NAME = 150
_WHOLE = re.compile(r"\s*[+-]?\d{1,18}\s*")
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")


def classify_csv(taken: Sample, _: BinaryIO) -> Classification | None:
    """Return what a text of CSV holds; None for another file."""
    text = taken.text
    if text is None:
        return None
    lines = text.splitlines()
    lines = lines if taken.is_whole else lines[:-1]
    for delimiter in _DELIMITERS:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
        if _is_table(rows):
            return _classification(rows, delimiter, quoted='"' in lines[0] + lines[-1])
    return None


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether there are two lines and two columns at least, and nearly all lines have as many values."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    looked_at = rows[:_ROWS]
    fitting = sum(len(row) == len(rows[0]) for row in looked_at)
    return fitting >= 0.95 * len(looked_at)


def _classification(rows: Sequence[Sequence[str]], delimiter: str, *, quoted: bool) -> Classification:
    width = len(rows[0])
    types = [_column_type(rows[1:], place) for place in range(width)]
    has_header = _is_header(rows[0], types)
    if not has_header:
        types = [_with_first(type_, value) for type_, value in zip(types, rows[0], strict=True)]
    names = [name.strip().lower() for name in rows[0]] if has_header else [f"col{place}" for place in range(width)]
    columns = Struct(with_columns(Field(name, type_) for name, type_ in zip(names, types, strict=True)))
    parameters = {
        "typeOfData": "file",
        "delimiter": delimiter,
        "columnsOrdered": "true",
        "areColumnsQuoted": str(quoted).lower(),
        **({"skip.header.line.count": "1"} if has_header else {}),
    }
    return Classification("csv", columns, parameters, len(rows) - has_header)


def _is_header(first: Sequence[str], types: Sequence[Type]) -> bool:
    """Return whether the first line names columns: all texts, and a column below it that is none."""
    names = [name.strip() for name in first]
    are_texts = all(name and _type(name) == STRING for name in names[:-1]) and _type(names[-1]) in (STRING, NULL)
    are_short = all(len(name) < _LONGEST_NAME for name in names[:-1])
    return are_texts and are_short and len(set(names)) == len(names) and any(t not in (STRING, NULL) for t in types)


def _column_type(rows: Sequence[Sequence[str]], place: int) -> Type:
    values = (row[place] for row in itertools.islice(rows, None) if len(row) > place)
    found = reduce(common_type, map(_type, values), NULL)
    return STRING if found == NULL else found


def _with_first(type_: Type, value: str) -> Type:
    return common_type(type_, _type(value))


def _type(value: str) -> Type:
    if not value.strip():
        return NULL
    if _WHOLE.fullmatch(value):
        return LONG
    return DOUBLE if _NUMBER.fullmatch(value) else STRING
