"""DynamoDB JSON as plain values: `{"Item": {"id": {"N": "1"}}}` becomes `{"id": "1"}`.

An attribute of it is a struct with one field, which names its type: S, N, B, BOOL, NULL, the sets SS, NS and BS, lists
L and maps M. Numbers and binaries stay the texts that they are. Where records have an attribute with several types,
these are unified; NULL is a null then. The attributes come out of the struct that holds them: `Item`, or the only one
of the record that holds nothing else (`NewImage` of a stream).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from etl.frame.frame import Frame
from etl.frame.physical import Sql, is_present, member, pack, transform, value_of
from etl.frame.records import Part, struct_of_parts
from etl.frame.stage import Stage
from etl.frame.transforms.unnest import distinct, fields_inside, unnested
from etl.frame.types import NULL, Array, Field, Struct, Type
from etl.frame.unify import conform_field, unify

_TAGS = frozenset({"S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"})
_ITEM = "Item"


def unnest_ddb_json(frame: Frame, *, stage: Stage = Stage()) -> Frame:
    """Return a frame of the attributes as columns, those inside of maps and other structs named `map.attribute`.

    Lists keep their elements as they are. An attribute that is never anything but NULL has the boolean that DynamoDB
    writes for it.

    Raises:
        OptionError: Two columns come to have one name; raised when the schema or the rows are first asked for.
    """

    def change(parts: list[Part]) -> list[Part]:
        return unnested((_plain(part, simplify=False) for part in _attributes(parts)), "unnest_ddb_json")

    return frame.derive(lambda records: records.select(change(records.parts())), stage=stage)


def simplify_ddb_json(frame: Frame, *, stage: Stage = Stage()) -> Frame:
    """Return a frame of the attributes as columns, maps as structs and NULL as null.

    Lists are lists of plain values where their elements are of one type, and not maps; others keep their elements as
    they are.

    Raises:
        OptionError: Two columns come to have one name; raised when the schema or the rows are first asked for.
    """

    def change(parts: list[Part]) -> list[Part]:
        return distinct((_plain(part, simplify=True) for part in _attributes(parts)), "simplify_ddb_json")

    return frame.derive(lambda records: records.select(change(records.parts())), stage=stage)


def _attributes(parts: list[Part]) -> Iterator[Part]:
    """Return the fields, those of the struct that holds the attributes in its place."""
    holders = [field.name for field, _ in parts if _holds_attributes(field.type)]
    for field, column in parts:
        if field.name in holders and (len(holders) == 1 or field.name == _ITEM):
            yield from fields_inside(field, column, "")
        else:
            yield field, column


def _holds_attributes(type_: Type) -> bool:
    return isinstance(type_, Struct) and bool(type_.fields) and all(_is_attribute(field.type) for field in type_)


def _is_attribute(type_: Type) -> bool:
    return isinstance(type_, Struct) and bool(type_.fields) and _TAGS.issuperset(type_.names)


def _plain(part: Part, *, simplify: bool) -> Part:
    """Return an attribute as its value, any other struct with the attributes in it as theirs."""
    field, column = part
    if not isinstance(field.type, Struct) or not field.type.fields:
        return part
    if not _is_attribute(field.type):
        return _plain_struct(part, simplify)
    tags = [_tagged(tag, simplify) for tag in fields_inside(field, column, "")]
    if len(tags) > 1 or (simplify and tags[0][0].name == "NULL"):
        return _merged(field, tags)
    only, value = tags[0]
    return replace(only, name=field.name), value


def _plain_struct(part: Part, simplify: bool) -> Part:
    field, column = part
    value = value_of(field, column)
    assert isinstance(field.type, Struct)
    inner = [_plain((f, member(value, f.column)), simplify=simplify) for f in field.type]
    struct, made = struct_of_parts(inner)
    kept = field.with_type(struct)
    return kept, pack(kept, f"CASE WHEN {value} IS NOT NULL THEN {made} END", is_present(field, column))


def _tagged(tag: Part, simplify: bool) -> Part:
    """Return the value behind a tag, maps as structs."""
    field, column = tag
    if field.name == "M" and isinstance(field.type, Struct) and field.type.fields:
        return _plain_struct(tag, simplify)
    if field.name != "L" or not simplify:
        return tag
    type_, value = _plain_list(field.type, value_of(field, column))
    made = field.with_type(type_)
    return made, pack(made, value, is_present(field, column))


def _plain_list(type_: Type, value: Sql) -> tuple[Type, Sql]:
    """Return a list with plain elements, if these all have one type and are no maps."""
    tag = _only_tag(type_.element) if isinstance(type_, Array) else None
    if tag is None:
        return type_, value
    return Array(_plain_element(tag, "item")[0]), transform(value, lambda item: _plain_element(tag, item)[1])


def _only_tag(element: Type) -> Field | None:
    if not isinstance(element, Struct) or not _is_attribute(element) or len(element) > 1:
        return None
    (tag,) = element
    return None if tag.name == "M" else tag


def _plain_element(tag: Field, item: Sql) -> tuple[Type, Sql]:
    if tag.name == "NULL":
        return NULL, "null"
    value = value_of(tag, member(item, tag.column))
    return _plain_list(tag.type, value) if tag.name == "L" else (tag.type, value)


def _merged(attribute: Field, tags: list[Part]) -> Part:
    """Return an attribute that has several tags, one of them in each record."""
    values = [_untagged(tag) for tag in tags]
    type_ = reduce(unify, (value.type for value, _ in values))
    made = replace(attribute, type=type_, null=any(value.null for value, _ in values))
    cases = [
        f"WHEN {is_present(*tag)} THEN {conform_field(field, value, made)}"
        for tag, (field, value) in zip(tags, values, strict=True)
    ]
    return made, f"CASE {' '.join(cases)} END"


def _untagged(tag: Part) -> Part:
    """Return the value behind a tag, for records that have it."""
    field, column = tag
    if field.name == "NULL":
        return replace(field, type=NULL, absent=False, null=True), "null"
    return replace(field, absent=False), value_of(field, column)
