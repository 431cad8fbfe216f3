"""JSON: objects one after another, or in an array."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_struct, type_of
from etl.frame.types import Struct

_BETWEEN = " \t\r\n,"


def classify_json(taken: Sample, _: BinaryIO) -> Classification | None:
    """Return what a text of JSON holds; None for another file."""
    text = taken.text
    if text is None or text.lstrip()[:1] not in ("{", "["):
        return None
    columns, records = Struct(), 0
    try:
        for record in _records(text, is_whole=taken.is_whole):
            found = type_of(record)
            assert isinstance(found, Struct)
            columns, records = common_struct(columns, found), records + 1
    except ValueError:
        return None
    return Classification("json", columns, {"typeOfData": "file"}, records) if records else None


def _records(text: str, *, is_whole: bool) -> Iterator[dict[str, Any]]:
    """Yield the objects of a text; the last one may be cut off if the text is.

    Raises:
        ValueError: It is no JSON, or has something else than objects.
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
            if not isinstance(record, dict):
                raise ValueError(record)
            yield record
