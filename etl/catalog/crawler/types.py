"""Types of values as a crawler finds them, and the one type of a column that has several."""

from __future__ import annotations

import datetime as dt
import decimal
import re
from collections.abc import Iterable
from typing import Any

from etl.catalog.crawler.numbers import common_number
from etl.frame.fold import with_columns
from etl.frame.types import (
    BINARY,
    BOOLEAN,
    DOUBLE,
    INT,
    LONG,
    NULL,
    STRING,
    TIMESTAMP,
    Array,
    Decimal,
    Field,
    Map,
    Struct,
    Type,
)

_LARGEST_INT, _LARGEST_LONG = 2**31, 2**63
_WHOLE = re.compile(r"\s*[+-]?\d{1,19}\s*")
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")


def type_of(value: Any) -> Type:
    """Return the type of a value of JSON, or of one of Ion, which has decimals, timestamps and bytes, too."""
    match value:
        case bool():
            return BOOLEAN
        case int():
            return INT if -_LARGEST_INT <= value < _LARGEST_INT else LONG
        case float():
            return DOUBLE
        case str():
            return STRING
        case dict():
            return _struct(value)
        case list():
            return Array(common_type_of(map(type_of, value)))
        case dt.datetime():
            return TIMESTAMP
        case decimal.Decimal():
            return _decimal(value)
        case bytes():
            return BINARY
    return NULL


def _decimal(value: decimal.Decimal) -> Decimal:
    _, digits, exponent = value.as_tuple()
    scale = max(0, -int(exponent))
    return Decimal(max(1, scale, len(digits) + int(exponent) + scale), scale)


def _struct(value: dict[str, Any]) -> Struct:
    """Return the fields of an object; names that differ in case are one, and a field without a name is none."""
    fields = (Field(name, type_of(inner)) for name, inner in value.items() if name.strip())
    return common_struct(Struct(), Struct(tuple(fields)))


def common_type_of(types: Iterable[Type]) -> Type:
    """Return the type of a column that has values of several types."""
    found: Type = NULL
    for type_ in types:
        found = common_type(found, type_)
    return found


def type_of_text(value: str) -> Type:
    """Return the type of a value in a text without types: long, double or string; null if it is blank."""
    if not value.strip():
        return NULL
    if _WHOLE.fullmatch(value) and -_LARGEST_LONG <= int(value) < _LARGEST_LONG:
        return LONG
    return DOUBLE if _NUMBER.fullmatch(value) else STRING


def common_type(one: Type, other: Type) -> Type:
    """Return the type of a column that has values of two types: string, where nothing else holds both."""
    if one in (NULL, other):
        return other
    if other == NULL:
        return one
    match one, other:
        case Struct(), Struct():
            return common_struct(one, other)
        case Array(element), Array(other_element):
            return Array(common_type(element, other_element))
        case Map(value, key), Map(other_value, other_key):
            return Map(common_type(value, other_value), common_type(key, other_key))
    return common_number(one, other) or STRING


def common_struct(one: Struct, other: Struct) -> Struct:
    """Return the fields of two structs, the first's fields first; the case of names does not count."""
    fields = {field.name.lower(): field for field in one}
    for field in other:
        known = fields.get(field.name.lower())
        fields[field.name.lower()] = known.with_type(common_type(known.type, field.type)) if known else field
    return Struct(with_columns(fields.values()))


def depth_of(type_: Type) -> int:
    """Return how deep the values of a type lie in each other."""
    match type_:
        case Struct(fields):
            return 1 + max((depth_of(field.type) for field in fields), default=0)
        case Array(inner) | Map(inner):
            return 1 + depth_of(inner)
    return 0
