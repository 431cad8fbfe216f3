"""Join: records of two frames whose keys are equal, put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.errors import OptionError
from etl.frame.frame import Frame
from etl.frame.keys import key_pair, key_paths
from etl.frame.paths import Path
from etl.frame.physical import Sql, is_present, value_of
from etl.frame.records import Part, Records
from etl.frame.stage import Stage
from etl.frame.types import Struct
from etl.frame.unify import conform_field, unify
from etl.notice import warn

Keys: TypeAlias = str | Sequence[str]

_NEVER = "false"


def join(frame1: Frame, frame2: Frame, keys1: Keys, keys2: Keys, *, stage: Stage = Stage()) -> Frame:
    """Return a frame of all pairs of records, one of each frame, whose keys are equal.

    Args:
        frame1: The first frame.
        frame2: The second one.
        keys1: The path of the key in `frame1`, or several.
        keys2: The paths in `frame2` that are compared with them, in the same order.
        stage: The step's place in the job.

    Both keys remain. Numbers are compared by value, other values with values of their own type; a missing or null key
    equals nothing. Where both records of a pair have a field of one name, that of `frame1` gets a leading dot
    (`.name`). Whether there is such a pair is looked up in the data, by a Spark job, where both fields may be absent.

    Raises:
        OptionError: No keys, or not as many for one frame as for the other.
        UnknownNameError: A key that a frame has not.
    """
    keys = _paired(keys1, keys2)
    return frame1.derive(
        lambda records: _joined(records, frame2.records, keys),
        stage=stage,
        others=[frame2],
        name=frame1.name + frame2.name,
    )


def _paired(keys1: Keys, keys2: Keys) -> list[tuple[Path, Path]]:
    first, second = key_paths(keys1, "join keys1"), key_paths(keys2, "join keys2")
    if len(first) != len(second):
        expected = f"expected as many as keys1 has ({len(first)}): they are compared in pairs"
        raise OptionError("join keys2", keys2, expected)
    return list(zip(first, second, strict=True))


def _joined(left: Records, right: Records, keys: list[tuple[Path, Path]]) -> Records:
    left, right = _numbered(left, "l"), _numbered(right, "r")
    condition = _condition(left.schema, right.schema, keys)
    one, two = _parts(left, {path[0] for path, _ in keys}), _parts(right, {path[0] for _, path in keys})
    rare_of_two = {other[0].name: other for other in two if other[0].absent}
    rare = [(part, rare_of_two[part[0].name]) for part in one if part[0].absent and part[0].name in rare_of_two]
    apart = _apart(left, right, condition, rare) if rare and condition != _NEVER else {part[0].name for part, _ in rare}
    return Records(_pairs(left, right, condition), Struct()).select(_merged(one, two, apart))


def _numbered(records: Records, side: str) -> Records:
    """Return the records with column names of their own, so that a frame can be joined with itself."""
    fields = tuple(replace(field, column=f"{side}{number}") for number, field in enumerate(records.schema))
    return Records(records.df.toDF(*[field.column for field in fields]), Struct(fields))


def _pairs(left: Records, right: Records, condition: Sql) -> DataFrame:
    return left.df.join(right.df, F.expr(condition), "inner")


def _condition(left: Struct, right: Struct, keys: list[tuple[Path, Path]]) -> Sql:
    if not left.fields or not right.fields:  # nothing was read: no record can match
        return _NEVER
    pairs = [key_pair("join", (left, one), (right, two)) for one, two in keys]
    return _NEVER if None in pairs else " AND ".join(" = ".join(pair) for pair in pairs if pair)


def _parts(records: Records, keys: set[str]) -> list[Part]:
    """Return the fields as they are in pairs, whose records have all `keys`."""
    return [
        (replace(field, absent=False, null=False), value_of(field, column)) if field.name in keys else (field, column)
        for field, column in records.parts()
    ]


def _apart(left: Records, right: Records, condition: Sql, fields: list[tuple[Part, Part]]) -> set[str]:
    """Return the names of those fields that no pair has in both records; runs a Spark job."""
    left = left.where(" OR ".join(is_present(*part) for part, _ in fields))
    right = right.where(" OR ".join(is_present(*other) for _, other in fields))
    columns = [f"bool_or({is_present(*part)} AND {is_present(*other)})" for part, other in fields]
    found = _pairs(left, right, condition).selectExpr(*columns).first()
    assert found is not None
    return {part[0].name for (part, _), clashes in zip(fields, found, strict=True) if not clashes}


def _merged(left: list[Part], right: list[Part], apart: set[str]) -> list[Part]:
    """Return the fields of a pair: those of the left record, then those of the right one; the later ones win."""
    merged: dict[str, Part] = {}
    for field, column in (*_left_parts(left, right, apart), *right):
        earlier = merged.get(field.name)
        merged[field.name] = _over(earlier, (field, column)) if earlier else (field, column)
    return list(merged.values())


def _left_parts(left: list[Part], right: list[Part], apart: set[str]) -> Iterator[Part]:
    others = {other[0].name: other for other in right}
    taken = {field.name for field, _ in (*left, *right)}
    for field, column in left:
        other = others.get(field.name)
        if other is None or other[0].absent:
            yield field, column
        if other is not None and field.name not in apart:
            dotted = f".{field.name}"
            if dotted in taken:
                warn(f"join: {field.name!r} becomes {dotted!r}, which is there already: one of the values is lost")
            yield _dotted((field, column), other, dotted)


def _dotted(part: Part, other: Part, name: str) -> Part:
    """Return the left one of two fields of one name, for records that have both."""
    field, column = part
    made = replace(field, name=name, absent=field.absent or other[0].absent)
    held = conform_field(field, column, made)
    return made, f"CASE WHEN {is_present(*other)} THEN {held} END" if other[0].absent else held


def _over(earlier: Part, later: Part) -> Part:
    """Return the later one of two fields of one name, where a record has it; otherwise the earlier one."""
    (first, first_column), (last, last_column) = earlier, later
    if not last.absent:
        return later
    made = replace(last, type=unify(first.type, last.type), absent=first.absent, null=first.null or last.null)
    given, kept = conform_field(last, last_column, made), conform_field(first, first_column, made)
    return made, f"CASE WHEN {last_column} IS NOT NULL THEN {given} ELSE {kept} END"
