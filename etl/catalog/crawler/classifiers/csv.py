"""CSV: lines of as many values each.

Source: https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html#classifier-built-in
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification, Classifier
from etl.catalog.crawler.sampling import MOST, Sample
from etl.catalog.crawler.types import common_type, common_type_of, type_of_text
from etl.frame.fold import with_columns
from etl.frame.types import NULL, STRING, Field, Struct, Type

_DELIMITERS = (",", "|", "\t", ";", "\x01")
_ROWS = 1000
"""How many lines tell what a file is; their types are those of all of the sample."""

_LONGEST_NAME = 150
_QUOTE = '"'


@dataclass(frozen=True)
class CsvRules:
    """What a user says of files of CSV.

    Attributes:
        delimiter: What stands between values.
        quote: What stands around a value.
        header: Whether the first line names the columns: `PRESENT`, `ABSENT`, or `UNKNOWN`, where the lines tell.
        names: The names of the columns; empty where the first line or their place names them.
        allows_single: Whether there may be one column only.
        trims: Whether blanks around values do not count.
    """

    delimiter: str
    quote: str = _QUOTE
    header: str = "UNKNOWN"
    names: tuple[str, ...] = ()
    allows_single: bool = False
    trims: bool = True


def classify_csv(taken: Sample, file: BinaryIO) -> Classification | None:
    """Return what a text of CSV holds; None for another file."""
    for delimiter in _DELIMITERS:
        found = csv_classifier(CsvRules(delimiter))(taken, file)
        if found is not None:
            return found
    return None


def csv_classifier(rules: CsvRules) -> Classifier:
    """Return what recognizes texts of CSV by rules."""

    def classify(taken: Sample, _: BinaryIO) -> Classification | None:
        lines = taken.lines
        rows = _rows(lines, rules)
        if not _is_table(rows, rules):
            return None
        return _classification(rows, rules, quoted=any(rules.quote in line for line in lines[:_ROWS]))

    return classify


def names_in_line(line: str, delimiter: str) -> tuple[str, ...]:
    """Return the names of columns that a line would give as a header."""
    rules = CsvRules(delimiter)
    rows = _rows([line], rules)
    return tuple(_names(rows[0], rules, has_header=True)) if rows else ()


def _rows(lines: Sequence[str], rules: CsvRules) -> list[list[str]]:
    try:
        with _long_values():
            rows = [row for row in csv.reader(lines, delimiter=rules.delimiter, quotechar=rules.quote) if row]
    except csv.Error:
        return []
    return [[value.strip() for value in row] for row in rows] if rules.trims else rows


@contextmanager
def _long_values() -> Iterator[None]:
    """Let values be as long as a sample; the module's limit is the whole process's."""
    before = csv.field_size_limit(MOST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _is_table(rows: Sequence[Sequence[str]], rules: CsvRules) -> bool:
    """Return whether there are two lines and two columns at least, and nearly all lines have as many values."""
    if len(rows) < 2 or len(rows[0]) < (1 if rules.allows_single else 2):
        return False
    looked_at = rows[:_ROWS]
    fitting = sum(len(row) == len(rows[0]) for row in looked_at)
    return fitting >= 0.95 * len(looked_at)


def _classification(rows: Sequence[Sequence[str]], rules: CsvRules, *, quoted: bool) -> Classification:
    width = len(rows[0])
    types = [_column_type(rows[1:], place) for place in range(width)]
    has_header = rules.header == "PRESENT" or (rules.header == "UNKNOWN" and _is_header(rows[0], types))
    if not has_header:
        types = [common_type(type_, type_of_text(value)) for type_, value in zip(types, rows[0], strict=True)]
    names = _names(rows[0], rules, has_header=has_header)
    columns = Struct(with_columns(Field(name, type_) for name, type_ in zip(names, types, strict=True)))
    parameters = {
        "delimiter": rules.delimiter,
        "columnsOrdered": "true",
        "areColumnsQuoted": str(quoted).lower(),
        **({"skip.header.line.count": "1"} if has_header else {}),
    }
    serde = {"quoteChar": rules.quote} if rules.quote != _QUOTE else {}
    return Classification("csv", columns, parameters, len(rows) - has_header, serde=serde)


def _names(first: Sequence[str], rules: CsvRules, *, has_header: bool) -> list[str]:
    """Return the names that the user gives, those of the first line, or for the rest the places of columns."""
    given = rules.names or (first if has_header else ())
    named = [name.strip().lower() for name in given[: len(first)]]
    named += [""] * (len(first) - len(named))
    return _distinct([name or f"col{place}" for place, name in enumerate(named)])


def _distinct(names: Sequence[str]) -> list[str]:
    """Return names of which each is there once: one that comes again has a number behind it."""
    given, found = set(names), dict[str, None]()
    for name in names:
        numbered = (f"{name}_{number}" for number in itertools.count(2))
        others = (new for new in numbered if new not in given and new not in found)
        found[next(others) if name in found else name] = None
    return list(found)


def _is_header(first: Sequence[str], types: Sequence[Type]) -> bool:
    """Return whether the first line names columns: all texts, and a column below it that is none."""
    names = [name.strip() for name in first]
    *others, last = map(type_of_text, names)
    are_texts = all(type_ == STRING for type_ in others) and last in (STRING, NULL)
    are_short = all(len(name) < _LONGEST_NAME for name in names[:-1])
    return are_texts and are_short and len(set(names)) == len(names) and any(t not in (STRING, NULL) for t in types)


def _column_type(rows: Sequence[Sequence[str]], place: int) -> Type:
    values = (row[place] for row in rows if len(row) > place)
    found = common_type_of(map(type_of_text, values))
    return STRING if found == NULL else found
