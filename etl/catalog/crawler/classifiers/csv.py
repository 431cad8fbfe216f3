"""CSV: lines of as many values each.

Source: https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html#classifier-built-in
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification, Classifier
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_type, common_type_of, type_of_text
from etl.frame.fold import with_columns
from etl.frame.types import NULL, STRING, Field, Struct, Type

_DELIMITERS = (",", "|", "\t", ";", "\x01")
_ROWS = 1000
"""How many lines tell what a file is; their types are those of all of the sample."""

_LONGEST_NAME = 150


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
    quote: str = '"'
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
        rows = _rows(taken.lines, rules)
        if not _is_table(rows, rules):
            return None
        return _classification(rows, rules, quoted=any(rules.quote in line for line in taken.lines[:_ROWS]))

    return classify


def _rows(lines: Sequence[str], rules: CsvRules) -> list[list[str]]:
    try:
        rows = [row for row in csv.reader(lines, delimiter=rules.delimiter, quotechar=rules.quote) if row]
    except csv.Error:
        return []
    return [[value.strip() for value in row] for row in rows] if rules.trims else rows


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
    return Classification("csv", columns, parameters, len(rows) - has_header)


def _names(first: Sequence[str], rules: CsvRules, *, has_header: bool) -> list[str]:
    """Return the names that the user gives, those of the first line, or for the rest the places of columns."""
    given = rules.names or (first if has_header else ())
    named = [name.strip().lower() for name in given[: len(first)]]
    return [*named, *(f"col{place}" for place in range(len(named), len(first)))]


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
