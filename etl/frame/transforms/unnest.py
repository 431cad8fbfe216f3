"""Unnest: the fields of structs brought to the top level, under names with dots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from etl.errors import OptionError
from etl.frame.frame import Frame
from etl.frame.paths import show_path
from etl.frame.physical import Sql, is_present, member, value_of
from etl.frame.records import Part
from etl.frame.stage import Stage
from etl.frame.types import Field, Struct
from etl.frame.unify import conform_field


def unnest(frame: Frame, *, stage: Stage = Stage()) -> Frame:
    """Return a frame without structs: in the place of each stand its fields, named `parent.child`, at any depth.

    Arrays, maps and choices stay as they are; a struct without fields leaves nothing. Where a struct is absent, so are
    its fields; where it is null, they are null.

    Raises:
        OptionError: Two fields come to have one name; raised when the schema or the rows are first asked for.
    """
    return frame.derive(lambda records: records.select(unnested(records.parts(), "unnest")), stage=stage)


def unnested(parts: Iterable[Part], transform: str) -> list[Part]:
    """Return the parts with those that are structs replaced by the fields inside, for `transform`.

    Raises:
        OptionError: Two of them come to have one name.
    """
    return distinct((inner for part in parts for inner in _inside(part)), transform)


def distinct(parts: Iterable[Part], transform: str) -> list[Part]:
    """Return the parts that `transform` made.

    Raises:
        OptionError: Two of them have one name.
    """
    made = list(parts)
    repeated = [name for name, times in Counter(field.name for field, _ in made).items() if times > 1]
    if repeated:
        raise OptionError(
            f"{transform}: field", show_path((repeated[0],)),
            "two fields come to have this name; rename one with rename_field before",
        )  # fmt: skip
    return made


def fields_inside(parent: Field, column: Sql, prefix: str) -> Iterator[Part]:
    """Return the fields of a struct, one level down, as fields of the record that has the struct."""
    assert isinstance(parent.type, Struct)
    struct, present = value_of(parent, column), is_present(parent, column)
    for field in parent.type:
        yield _lifted(replace(field, name=prefix + field.name), member(struct, field.column), parent, present)


def _inside(part: Part) -> Iterator[Part]:
    field, column = part
    if not isinstance(field.type, Struct):
        yield part
        return
    for inner in fields_inside(field, column, f"{field.name}."):
        yield from _inside(inner)


def _lifted(field: Field, column: Sql, parent: Field, present: Sql) -> Part:
    """Return a field of a struct as one of the record: it lacks the field where it lacks the struct."""
    if field.absent or not (parent.absent or parent.null):
        return field, column
    made = replace(field, absent=parent.absent, null=field.null or parent.null)
    held = conform_field(replace(field, null=made.null), column, made)
    return made, f"CASE WHEN {present} THEN {held} END" if made.absent and made.null else held
