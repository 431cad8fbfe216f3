"""The schema of a file of Avro, as a type of records.

Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-avro-home.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

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
from etl.frame.unify import unify

_ATOMIC = {
    "null": NULL, "boolean": BOOLEAN, "int": INT, "long": LONG, "float": FLOAT, "double": DOUBLE, "bytes": BINARY,
    "string": STRING, "enum": STRING, "fixed": BINARY,
}  # fmt: skip
_LOGICAL = {("int", "date"): DATE, ("long", "timestamp-millis"): TIMESTAMP}
_MOST_DIGITS = 38
_NAMED = ("record", "enum", "fixed")


class AvroSchemaError(ValueError):
    """A schema that no type of records is like."""


class AvroSchema:
    """The schema of one file.

    Args:
        text: The schema, as JSON.
        logical: Whether decimals, dates and timestamps are read as such, and not as what they are stored as.
    """

    def __init__(self, text: str, *, logical: bool) -> None:
        self._logical = logical
        self._named: dict[str, Type | None] = {}
        self._root = json.loads(text)

    def struct(self) -> Struct:
        """Return the type of the records; one of no fields if the schema is of no records.

        Raises:
            AvroSchemaError: A record holds itself.
        """
        found = self._type(self._root, "")
        return found if isinstance(found, Struct) else Struct()

    def _type(self, schema: Any, space: str) -> Type:
        if isinstance(schema, list):
            none: Type = NULL
            return reduce(unify, (self._type(option, space) for option in schema), none)
        if isinstance(schema, str):
            return _ATOMIC[schema] if schema in _ATOMIC else self._known(_full(schema, space))
        kind = schema["type"]
        if kind in _NAMED:
            return self._name(schema, space)
        if kind == "array":
            return Array(self._type(schema["items"], space))
        if kind == "map":
            return Map(self._type(schema["values"], space))
        return self._atomic(schema) if kind in _ATOMIC else self._type(kind, space)

    def _known(self, name: str) -> Type:
        found = self._named.get(name)
        if found is None:
            raise AvroSchemaError(f"its record {name} holds itself, and no column can")
        return found

    def _name(self, schema: Mapping[str, Any], space: str) -> Type:
        name = _full(schema["name"], schema.get("namespace", space))
        self._named[name] = None
        inner = name.rpartition(".")[0]
        found = self._record(schema["fields"], inner) if schema["type"] == "record" else self._atomic(schema)
        self._named[name] = found
        return found

    def _record(self, fields: Sequence[Mapping[str, Any]], space: str) -> Struct:
        return Struct(with_columns(Field(field["name"], self._type(field["type"], space)) for field in fields))

    def _atomic(self, schema: Mapping[str, Any]) -> Type:
        kind, logical = schema["type"], schema.get("logicalType")
        if not self._logical:
            return _ATOMIC[kind]
        if logical == "decimal" and kind in ("bytes", "fixed") and schema["precision"] <= _MOST_DIGITS:
            return Decimal(schema["precision"], schema.get("scale", 0))
        return _LOGICAL.get((kind, str(logical)), _ATOMIC[kind])


def _full(name: str, space: str) -> str:
    return name if "." in name or not space else f"{space}.{name}"
