"""The schema of a file of Avro, as a type of records.

Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-avro-home.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
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
_MOST_DIGITS = 38
_NAMED = ("record", "enum", "fixed")


class AvroSchemaError(ValueError):
    """A record that holds itself, which no type is like: `args` are its name."""


class AvroSchema:
    """The schema of one file.

    Args:
        text: The schema, as JSON.
        logical: Whether decimals, dates and timestamps are such, and not as what they are stored as.
    """

    logical_types: Mapping[tuple[str, str], Type] = {("int", "date"): DATE, ("long", "timestamp-millis"): TIMESTAMP}
    """By how they are stored, and their names; decimals apart."""

    def __init__(self, text: str | bytes, *, logical: bool) -> None:
        self._logical = logical
        self._named: dict[str, Type | None] = {}
        self._root = json.loads(text)

    def struct(self) -> Struct:
        """Return the type of the records; one of no fields if the schema is of no records.

        Raises:
            AvroSchemaError: A record holds itself.
        """
        found = self.type()
        return found if isinstance(found, Struct) and not isinstance(self._root, list) else Struct()

    def type(self) -> Type:
        """Return the type of the values, be they records or not.

        Raises:
            AvroSchemaError: A record holds itself.
        """
        return self._type(self._root, "")

    def union(self, options: Iterable[Type]) -> Type:
        """Return the type of values that have one of some types."""
        none: Type = NULL
        return reduce(unify, options, none)

    def _type(self, schema: Any, space: str) -> Type:
        if isinstance(schema, list):
            return self.union(self._type(option, space) for option in schema)
        if isinstance(schema, str):
            return _ATOMIC[schema] if schema in _ATOMIC else self._known(schema, space)
        kind = schema["type"]
        if not isinstance(kind, str):
            return self._type(kind, space)
        if kind in _NAMED:
            return self._name(schema, space)
        if kind == "array":
            return Array(self._type(schema["items"], space))
        if kind == "map":
            return Map(self._type(schema["values"], space))
        return self._atomic(schema) if kind in _ATOMIC else self._type(kind, space)

    def _known(self, name: str, space: str) -> Type:
        """Return the type of a name, which may lack its namespace."""
        full = _full(name, space)
        found = self._named[full if full in self._named else _simple(name)]
        if found is None:
            raise AvroSchemaError(full)
        return found

    def _name(self, schema: Mapping[str, Any], space: str) -> Type:
        name = _full(schema["name"], schema.get("namespace", space))
        self._named[name] = self._named[_simple(name)] = None
        inner = name.rpartition(".")[0]
        found = self._record(schema["fields"], inner) if schema["type"] == "record" else self._atomic(schema)
        self._named[name] = self._named[_simple(name)] = found
        return found

    def _record(self, fields: Sequence[Mapping[str, Any]], space: str) -> Struct:
        return Struct(with_columns(Field(field["name"], self._type(field["type"], space)) for field in fields))

    def _atomic(self, schema: Mapping[str, Any]) -> Type:
        kind, logical = schema["type"], schema.get("logicalType")
        if not self._logical:
            return _ATOMIC[kind]
        if logical == "decimal" and kind in ("bytes", "fixed") and 0 < schema.get("precision", 0) <= _MOST_DIGITS:
            return Decimal(schema["precision"], schema.get("scale", 0))
        return self.logical_types.get((kind, str(logical)), _ATOMIC[kind])


def _full(name: str, space: str) -> str:
    return name if "." in name or not space else f"{space}.{name}"


def _simple(name: str) -> str:
    return name.rpartition(".")[2]
