"""Unbox: text inside a field becomes the value that it spells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.errors import OptionError, UnknownNameError, UnsupportedFeatureError
from etl.frame.error_records import transform_errors
from etl.frame.fold import struct_of
from etl.frame.frame import Frame
from etl.frame.once import Once
from etl.frame.paths import Path, parse_path, show_path
from etl.frame.physical import Sql, is_present, member, pack, quoted, value_of
from etl.frame.place import Place, find
from etl.frame.records import Part, Records, struct_of_parts
from etl.frame.stage import Stage
from etl.frame.types import BINARY, STRING, Field, Struct
from etl.jvm.records import fold_texts, parse_text

_HELD = "value"
_PARSED, _FAILURE = "__parsed", "__failure"
_KNOWN = ("json", "csv", "avro", "xml", "ion", "grokLog")


def unbox(
    frame: Frame, path: str, text_format: str, options: Mapping[str, Any] | None = None, *, stage: Stage = Stage()
) -> Frame:
    """Return a frame in which the text at `path` is replaced by the value it spells, under the same name.

    Args:
        frame: The records.
        path: A field of strings, or of binary that holds UTF-8 text.
        text_format: `json`; the other formats of Glue are not there yet.
        options: `withSchema`, a `Field` type the values have, saves the pass that finds their schema.
        stage: The step's place in the job.

    A record whose text cannot be parsed is an error record. A record without the field, or with null, stays as it is.

    Raises:
        OptionError: `path` leads to no text.
        UnsupportedFeatureError: The format is one of Glue's that is missing here.
        UnknownNameError: Nobody knows the format.
    """
    if text_format.lower() != "json":
        _refuse(text_format)
    names, declared = parse_path(path), (options or {}).get("withSchema")
    parsed = Once(lambda: _Parsed(frame.records, names, declared))

    def failed() -> Records:
        rows = parsed().rows.where(f"{_FAILURE} IS NOT NULL")
        parts = frame.records.parts()
        record, value = struct_of_parts(parts)
        message = f"concat('unbox failed ', {_FAILURE})"
        return transform_errors(rows, record, value, stage, message=message, trace=message)

    return frame.derive(lambda records: parsed().records(records), stage=stage, errors=failed)


def _refuse(name: str) -> None:
    if name.lower() not in map(str.lower, _KNOWN):
        raise UnknownNameError("unbox format", name, _KNOWN)
    raise UnsupportedFeatureError(f"unbox with format {name!r}", "Only 'json' can be unboxed.")


class _Parsed:
    """The records with what the text of one field spells, or why it spells nothing."""

    def __init__(self, records: Records, path: Path, declared: Struct | None) -> None:
        place = find(records.schema, path)
        if place is None or place.type not in (STRING, BINARY):
            found = "there is no such field" if place is None else f"it is {place.type.label}"
            raise OptionError("unbox path", show_path(path), f"expected a field of strings; {found}")
        self._path, self._field = path, place.field
        text = _text(place)
        self._held = self._fold(records.df.where(f"{text} IS NOT NULL").selectExpr(text), declared)
        read, failure = parse_text(records.df.sparkSession, Struct((self._held,)))
        column = F.expr(text)
        self.rows = records.df.withColumn(_PARSED, read(column)).withColumn(_FAILURE, failure(column))

    def _fold(self, texts: DataFrame, declared: Struct | None) -> Field:
        if declared is not None:
            return Field(_HELD, declared, absent=False, null=True)
        folded = struct_of(fold_texts(texts.sparkSession, texts, None)).get(_HELD)
        return folded or Field(_HELD, Struct())

    def records(self, before: Records) -> Records:
        """Return the records whose text could be parsed, with the parsed value."""
        good = Records(self.rows.where(f"{_FAILURE} IS NULL"), before.schema)
        return good.select(_replaced(good.parts(), self._path, self._part()))

    def _part(self) -> Part:
        held = f"{_PARSED}.{quoted(self._held.column)}"
        field = Field(self._path[-1], self._held.type, self._field.absent, self._field.null or self._held.null)
        return field, value_of(self._held, held)


def _text(place: Place) -> Sql:
    """Return the text as the one field of a JSON object, so that it may spell any value."""
    return f"concat('{{\"{_HELD}\":', CAST({place.value} AS string), '}}')"


def _replaced(parts: list[Part], path: Path, new: Part) -> list[Part]:
    name, *rest = path
    return [_replace(part, tuple(rest), new) if part[0].name == name else part for part in parts]


def _replace(part: Part, rest: Path, new: Part) -> Part:
    field, column = part
    present = is_present(field, column)
    if not rest:
        made, value = new
        return made, pack(made, value, present)
    assert isinstance(field.type, Struct)
    value = value_of(field, column)
    struct, inner = struct_of_parts(_replaced([(f, member(value, f.column)) for f in field.type], rest, new))
    kept = field.with_type(struct)
    return kept, pack(kept, f"CASE WHEN {value} IS NOT NULL THEN {inner} END", present)
