"""A schema that the script asserts, instead of one computed from the data."""

from __future__ import annotations

from dataclasses import replace

from etl.frame.casting import cast
from etl.frame.frame import Frame
from etl.frame.physical import is_present, pack, quoted, value_of
from etl.frame.records import Part, Records, missing
from etl.frame.stage import Stage
from etl.frame.types import Array, Choice, Field, Map, Struct, Type


def with_frame_schema(frame: Frame, schema: Struct, *, stage: Stage = Stage()) -> Frame:
    """Return the records with the schema that the script says they have, which must hold all of their fields.

    A source that describes itself is read by it, without a pass to find its schema. Values of another type are null.
    """
    source = frame.source
    if source is None:
        return frame.derive(lambda records: records.select(_part(records, field) for field in schema), stage=stage)
    expected = _undetermined(schema)
    return frame.derive_from(lambda: Records(source.read(expected), expected), stage=stage)


def _undetermined(type_: Struct) -> Struct:
    """Return the type with every field perhaps absent and perhaps null, for nobody has looked."""
    return Struct(tuple(replace(f, absent=True, null=True, type=_inside(f.type)) for f in type_))


def _inside(type_: Type) -> Type:
    match type_:
        case Struct():
            return _undetermined(type_)
        case Array(element):
            return Array(_inside(element))
        case Map(value, key):
            return Map(_inside(value), key)
        case Choice(options):
            return Choice(tuple(_inside(option) for option in options))
    return type_


def _part(records: Records, wanted: Field) -> Part:
    field = records.schema.get(wanted.name)
    if field is None:
        absent = replace(wanted, absent=True, null=False)
        return absent, missing(absent)
    column = quoted(field.column)
    made = replace(wanted, absent=field.absent, null=field.null or wanted.type != field.type)
    return made, pack(made, cast(field.type, value_of(field, column), made.type), is_present(field, column))
