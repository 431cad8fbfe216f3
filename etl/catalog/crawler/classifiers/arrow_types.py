"""The types of Arrow, in whose words the footers of Parquet and ORC are read, as types of a table's columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from etl.catalog.crawler.unfit import UnfitError
from etl.frame.fold import with_columns
from etl.frame.types import (
    BINARY,
    BOOLEAN,
    BYTE,
    DATE,
    DOUBLE,
    FLOAT,
    INT,
    LONG,
    NULL,
    SHORT,
    STRING,
    TIMESTAMP,
    Array,
    Decimal,
    Field,
    Map,
    Struct,
    Type,
)

_ATOMIC = {
    "null": NULL, "bool": BOOLEAN, "int8": BYTE, "int16": SHORT, "int32": INT, "int64": LONG, "uint8": SHORT,
    "uint16": INT, "uint32": LONG, "uint64": Decimal(20, 0), "float": FLOAT, "double": DOUBLE, "string": STRING,
    "large_string": STRING, "string_view": STRING, "binary": BINARY, "large_binary": BINARY, "binary_view": BINARY,
    "date32[day]": DATE,
}  # fmt: skip
"""By Arrow's names; numbers without a sign are as Spark reads them."""


def columns_of(schema: Iterable[Any]) -> Struct:
    """Return the columns of a schema of Arrow.

    Raises:
        UnfitError: One has a type that no table can have.
    """
    return Struct(with_columns(Field(field.name, _column(field)) for field in schema))


def _column(field: Any) -> Type:
    try:
        return _type(field.type)
    except KeyError as error:
        told = f"its column {field.name} has the type {error.args[0]}"
        raise UnfitError(f"{told}, which no table can have") from error


def _type(given: Any) -> Type:
    from pyarrow import types

    if types.is_struct(given):
        return Struct(with_columns(Field(field.name, _type(field.type)) for field in given))
    if types.is_map(given):
        return Map(_type(given.item_type), _type(given.key_type))
    if types.is_list(given) or types.is_large_list(given) or types.is_fixed_size_list(given):
        return Array(_type(given.value_type))
    return _type(given.value_type) if types.is_dictionary(given) else _single(given, types)


def _single(given: Any, types: Any) -> Type:
    if types.is_decimal(given):
        return Decimal(given.precision, given.scale)
    if types.is_timestamp(given):
        return TIMESTAMP
    return BINARY if types.is_fixed_size_binary(given) else _ATOMIC[str(given)]
