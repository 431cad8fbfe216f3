"""Avro: the schema stands at the head of a file.

Source: https://avro.apache.org/docs/1.11.1/specification/#object-container-files
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_type_of
from etl.frame.fold import with_columns
from etl.frame.types import (
    BINARY,
    BOOLEAN,
    DATE,
    DOUBLE,
    FLOAT,
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

_MAGIC = b"Obj\x01"
_ATOMIC = {
    "null": NULL, "boolean": BOOLEAN, "int": INT, "long": LONG, "float": FLOAT, "double": DOUBLE, "bytes": BINARY,
    "string": STRING, "enum": STRING, "fixed": BINARY,
}  # fmt: skip
_LOGICAL = {"date": DATE, "timestamp-millis": TIMESTAMP, "timestamp-micros": TIMESTAMP}


def classify_avro(taken: Sample, _: BinaryIO) -> Classification | None:
    """Return what a file of Avro holds; None for another one."""
    if not taken.data.startswith(_MAGIC):
        return None
    try:
        found = _type(json.loads(_metadata(taken.data)["avro.schema"]))
    except (IndexError, KeyError, ValueError):
        return None
    return Classification("avro", found) if isinstance(found, Struct) else None


def _metadata(data: bytes) -> dict[str, bytes]:
    found, at = {}, len(_MAGIC)
    count, at = _number(data, at)
    while count:
        if count < 0:
            count, at = -count, _number(data, at)[1]
        for _ in range(count):
            key, at = _bytes(data, at)
            found[key.decode()], at = _bytes(data, at)
        count, at = _number(data, at)
    return found


def _bytes(data: bytes, at: int) -> tuple[bytes, int]:
    length, at = _number(data, at)
    return data[at : at + length], at + length


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number in Avro's variable form, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return (value >> 1) ^ -(value & 1), at


def _type(schema: Any) -> Type:
    if isinstance(schema, list):
        return common_type_of(map(_type, schema))
    if isinstance(schema, str):
        return _ATOMIC.get(schema, STRING)
    kind, logical = schema["type"], schema.get("logicalType")
    if logical == "decimal":
        return Decimal(schema["precision"], schema.get("scale", 0))
    if logical in _LOGICAL:
        return _LOGICAL[logical]
    if kind == "record":
        return Struct(with_columns(Field(each["name"], _type(each["type"])) for each in schema["fields"]))
    if kind == "array":
        return Array(_type(schema["items"]))
    return Map(_type(schema["values"])) if kind == "map" else _type(kind)
