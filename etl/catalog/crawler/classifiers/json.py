"""JSON: objects one after another, or in an array."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification, Classifier
from etl.catalog.crawler.classifiers.json_cut import completed
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_type_of, type_of
from etl.catalog.errors import InvalidInputException
from etl.errors import OptionError
from etl.formats.json_path import steps_of, values_at
from etl.frame.types import Field, Struct

_BETWEEN = " \t\r\n,"
_RECORD = "record"
"""The column of what is no object."""


def classify_json(taken: Sample, _: BinaryIO) -> Classification | None:
    """Return what a text of JSON holds, an array being one column `record`; None for another file."""
    start = (taken.text or "").lstrip()[:1]
    if start not in ("{", "["):
        return None
    records = _records_of(taken)
    return _classification([records] if start == "[" and records is not None else records or [])


def json_classifier(path: str) -> Classifier:
    """Return what recognizes texts of JSON that have something at a path.

    Raises:
        InvalidInputException: The path is none.
    """
    try:
        steps = steps_of("JsonPath", path)
    except OptionError as error:
        raise InvalidInputException(str(error)) from error

    def classify(taken: Sample, _: BinaryIO) -> Classification | None:
        records = _records_of(taken) or []
        documents = [records] if (taken.text or "").lstrip().startswith("[") else records
        found = _classification([value for document in documents for value in values_at(document, steps)])
        return replace(found, parameters={"jsonPath": path}) if found else None

    return classify


def _classification(values: Sequence[Any]) -> Classification | None:
    """Return the columns of objects, or the column `record` of other values."""
    if not values:
        return None
    found = common_type_of(map(type_of, values))
    columns = found if isinstance(found, Struct) else Struct((Field(_RECORD, found),))
    paths = ",".join(columns.names)
    return Classification("json", columns, {}, len(values), serde={"paths": paths})


def _records_of(taken: Sample) -> list[Any] | None:
    """Return the objects of a text, or the elements of its array; None if it is no JSON.

    Of one document that is longer than the sample, what is whole at its beginning is taken.
    """
    text = taken.text or ""
    try:
        records = list(_records(text, is_whole=taken.is_whole))
        return records if records or taken.is_whole else list(_records(completed(text), is_whole=True))
    except ValueError:
        return None


def _records(text: str, *, is_whole: bool) -> Iterator[Any]:
    """Yield the objects of a text, or the elements of its array; the last one may be cut off if the text is.

    Raises:
        ValueError: It is no JSON, or has something else than objects and an array.
    """
    at, end, inside = 0, len(text), False
    decoder = json.JSONDecoder()
    while at < end:
        if text[at] in _BETWEEN:
            at += 1
        elif text[at] in "[]" and inside == (text[at] == "]"):
            inside, at = not inside, at + 1
        else:
            try:
                record, at = decoder.raw_decode(text, at)
            except ValueError:
                if is_whole:
                    raise
                return
            if not inside and not isinstance(record, dict):
                raise ValueError(record)
            yield record
