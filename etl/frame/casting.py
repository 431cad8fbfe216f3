"""Values as another type: what cannot be cast becomes null and never fails a job."""

from __future__ import annotations

from etl.frame.physical import (
    Sql,
    field_type,
    is_present,
    literal,
    member,
    named_struct,
    null_of,
    pack,
    spark_type,
    sql_type,
    transform,
    transform_values,
    value_of,
)
from etl.frame.plain import plain
from etl.frame.types import STRING, Array, Choice, Field, Map, Struct, Type

_WHOLE = ("byte", "short", "int", "long")
_NUMBERS = (*_WHOLE, "float", "double", "decimal")
_NESTED = ("struct", "array", "map")
_CASTABLE = {
    "string": {"string", *_NUMBERS, "boolean", "date", "timestamp", "binary"},
    "boolean": {"boolean", "string", *_NUMBERS},
    "binary": {"binary", "string"},
    "date": {"date", "timestamp", "string"},
    "timestamp": {"timestamp", "date", "string", *_NUMBERS},
    **{number: {*_NUMBERS, "string", "boolean", "timestamp"} for number in _NUMBERS},
}
"""Which types Spark casts to which; all else is null."""


def widens(source: Type, target: Type) -> bool:
    """Return whether every value of `source` is one of `target`: the same type, or a narrower number of its family."""
    if source.name == target.name:
        return True
    if source.name in _WHOLE and target.name in _WHOLE:
        return _WHOLE.index(source.name) < _WHOLE.index(target.name)
    return (source.name, target.name) == ("float", "double")


def is_lossless(source: Type, target: Type) -> bool:
    """Return whether a cast keeps every value, so that it makes no nulls."""
    return (
        source == target
        or (source.name != "decimal" and widens(source, target))
        or (target.name == "string" and source.name not in ("null", "choice"))
    )


def cast(source: Type, value: Sql, target: Type) -> Sql:
    """Return a value of type `source` as one of `target`, in their physical forms; null where it cannot be that.

    A choice gives whichever of its alternatives can be cast. Nested values become JSON text as strings, and structs,
    arrays and maps are cast part by part.
    """
    if source == target:
        return value
    match source, target:
        case Choice(options), _:
            alternatives = [cast(option, member(value, option.name), target) for option in options]
            return f"coalesce({', '.join(alternatives)})"
        case Struct(), Struct():
            return _cast_struct(source, value, target)
        case Struct(), Map(inner, key) if key == STRING:
            return _struct_as_map(source, value, inner)
        case Array(element), Array(target_element):
            return transform(value, lambda item: cast(element, item, target_element))
        case Map(inner), Map(target_inner):
            return transform_values(value, lambda item: cast(inner, item, target_inner))
    if source.name in _NESTED and target.name == "string":
        return f"to_json({plain(source, value)})"
    if target.name in _CASTABLE.get(source.name, ()):
        return f"try_cast({value} AS {sql_type(spark_type(target))})"
    return null_of(spark_type(target))


def _cast_struct(source: Struct, value: Sql, target: Struct) -> Sql:
    parts = [(field.column, _cast_field(source.get(field.name), value, field)) for field in target]
    return f"CASE WHEN {value} IS NOT NULL THEN {named_struct(parts)} END"


def _struct_as_map(source: Struct, value: Sql, inner: Type) -> Sql:
    """Return the fields that a struct has as the entries of a map."""
    entries = []
    for field in source:
        column = member(value, field.column)
        entry = named_struct(
            [("key", literal(field.name)), ("value", cast(field.type, value_of(field, column), inner))]
        )
        entries.append(f"CASE WHEN {is_present(field, column)} THEN {entry} END")
    made = f"map_from_entries(filter(array({', '.join(entries)}), entry -> entry IS NOT NULL))" if entries else "map()"
    return f"CASE WHEN {value} IS NOT NULL THEN {made} END"


def _cast_field(source: Field | None, value: Sql, target: Field) -> Sql:
    if source is None:
        return null_of(field_type(target))
    column = member(value, source.column)
    return pack(target, cast(source.type, value_of(source, column), target.type), is_present(source, column))
