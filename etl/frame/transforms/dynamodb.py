"""DynamoDB JSON made plain: `{"Item": {"id": {"N": "1"}}}` becomes `{"id": "1"}`."""

from __future__ import annotations

from dataclasses import replace

from etl.frame.fold import choice_of
from etl.frame.frame import Frame
from etl.frame.physical import Sql, is_present, member, named_struct, pack, quoted, transform, value_of
from etl.frame.records import Part, Records, struct_of_parts
from etl.frame.stage import Stage
from etl.frame.transforms.unnest import unnest
from etl.frame.types import NULL, Array, Choice, Struct, Type

_ITEM = "Item"
_SCALARS = ("S", "N", "B", "BOOL")
_TAGS = (*_SCALARS, "NULL", "SS", "NS", "BS", "L", "M")


def simplify_ddb_json(frame: Frame, *, stage: Stage = Stage()) -> Frame:
    """Return the items without DynamoDB's type names: maps as structs, numbers as the strings they are, NULL as null.

    The elements of a list lose their type names where all are scalars of one type; other lists stay as they are.
    """
    return frame.derive(lambda records: _plain_records(records, keep_null=False), stage=stage)


def unnest_ddb_json(frame: Frame, *, stage: Stage = Stage()) -> Frame:
    """Return the items without DynamoDB's type names and with the fields of maps as columns `map.field`.

    Lists stay as they are, and NULL is the boolean that DynamoDB writes.
    """
    return unnest(frame.derive(lambda records: _plain_records(records, keep_null=True), stage=stage), stage=stage)


def _plain_records(records: Records, *, keep_null: bool) -> Records:
    item = records.schema.get(_ITEM)
    parts = records.parts()
    if item is not None and isinstance(item.type, Struct):
        parts = _members(item.type, value_of(item, quoted(item.column)))
    return records.select(_plain_field(part, keep_null) for part in parts)


def _members(struct: Struct, value: Sql) -> list[Part]:
    return [(field, member(value, field.column)) for field in struct]


def _plain_field(part: Part, keep_null: bool) -> Part:
    field, column = part
    type_, value = _plain(field.type, value_of(field, column), keep_null)
    made = replace(field, type=type_, null=field.null or _has_tag(field.type, "NULL"))
    return made, pack(made, value, is_present(field, column))


def _has_tag(type_: Type, tag: str) -> bool:
    return isinstance(type_, Struct) and type_.get(tag) is not None


def _is_tagged(type_: Type) -> bool:
    return isinstance(type_, Struct) and bool(type_.fields) and all(field.name in _TAGS for field in type_)


def _plain(type_: Type, value: Sql, keep_null: bool) -> tuple[Type, Sql]:
    """Return a typed value without its type name; one that has several types in the data is a choice."""
    if not _is_tagged(type_):
        return type_, value
    assert isinstance(type_, Struct)
    found: dict[str, tuple[Type, list[Sql]]] = {}
    for field, column in _members(type_, value):
        inner, plain = _untagged(field.name, field.type, value_of(field, column), keep_null)
        found.setdefault(inner.name, (inner, []))[1].append(plain)
    kind = choice_of(inner for inner, _ in found.values())
    values = {name: f"coalesce({', '.join(sqls)})" for name, (_, sqls) in found.items()}
    if isinstance(kind, Choice):
        options = named_struct([(option.name, values[option.name]) for option in kind.options])
        return kind, f"CASE WHEN {value} IS NOT NULL THEN {options} END"
    return kind, values[kind.name]


def _untagged(tag: str, type_: Type, value: Sql, keep_null: bool) -> tuple[Type, Sql]:
    if tag == "NULL" and not keep_null:
        return NULL, "null"
    if tag == "M" and isinstance(type_, Struct):
        struct, plain = struct_of_parts([_plain_field(part, keep_null) for part in _members(type_, value)])
        return struct, f"CASE WHEN {value} IS NOT NULL THEN {plain} END"
    if tag == "L" and not keep_null and isinstance(type_, Array) and _is_scalar(type_.element):
        element = type_.element
        plain_element = _plain(element, "item", keep_null)[0]
        return Array(plain_element), transform(value, lambda item: _plain(element, item, keep_null)[1])
    return type_, value


def _is_scalar(type_: Type) -> bool:
    return isinstance(type_, Struct) and len(type_) == 1 and type_.fields[0].name in _SCALARS
