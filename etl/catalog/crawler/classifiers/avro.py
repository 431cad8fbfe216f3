"""Avro: the schema stands at the head of a file.

Source: https://avro.apache.org/docs/1.11.1/specification/#object-container-files
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_type_of
from etl.catalog.crawler.unfit import UnfitError
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
        found = _Types().of(json.loads(_metadata(taken.data)["avro.schema"]))
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


class _Types:
    """The types of a schema; one that has a name may be named again."""

    def __init__(self) -> None:
        self._named: dict[str, Type | None] = {}

    def of(self, schema: Any) -> Type:
        if isinstance(schema, list):
            return common_type_of(map(self.of, schema))
        if isinstance(schema, str):
            return _ATOMIC[schema] if schema in _ATOMIC else self._known(schema)
        if "name" not in schema or isinstance(schema["type"], dict):
            return self._unnamed(schema)
        name = schema["name"].rpartition(".")[2]
        self._named[name] = None
        found = self._named[name] = self._unnamed(schema)
        return found

    def _known(self, name: str) -> Type:
        found = self._named[name.rpartition(".")[2]]
        if found is None:
            raise UnfitError(f"its type {name} contains itself, which no column can")
        return found

    def _unnamed(self, schema: Any) -> Type:
        kind, logical = schema["type"], schema.get("logicalType")
        if logical == "decimal":
            return Decimal(schema["precision"], schema.get("scale", 0))
        if logical in _LOGICAL:
            return _LOGICAL[logical]
        if kind == "record":
            return Struct(with_columns(Field(each["name"], self.of(each["type"])) for each in schema["fields"]))
        if kind == "array":
            return Array(self.of(schema["items"]))
        return Map(self.of(schema["values"])) if kind == "map" else self.of(kind)
