"""From what the records of a source contain to one schema, as Glue folds them.

The readers in the JVM fold every record into a tree of nodes; here the tree becomes a `Struct`. The first record gives
the order of the fields, later ones append what is new; a field seen with several types is a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

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
    Choice,
    Decimal,
    Field,
    Map,
    Struct,
    Type,
)

_STRUCT, _ARRAY, _DECIMAL, _MAP = 64, 128, 1024, 32768
_ATOMIC_BITS = {
    2: BOOLEAN, 4: INT, 8: LONG, 16: DOUBLE, 32: STRING, 256: DATE, 512: TIMESTAMP, 2048: BINARY, 4096: SHORT,
    8192: BYTE, 16384: FLOAT,
}  # fmt: skip
"""The bits of a node's kinds (`localglue.Node`) that stand for types without parameters."""

Node = Mapping[str, Any]


def struct_of(root: Node) -> Struct:
    """Return the schema of the records folded into `root`; no record gives no field."""
    return _struct(root)


def choice_of(options: Iterable[Type]) -> Type:
    """Return the one type among `options`, or the choice between them; no option is null."""
    named = {option.name: option for option in options if option != NULL}
    if not named:
        return NULL
    ordered = tuple(named[name] for name in sorted(named))
    return ordered[0] if len(ordered) == 1 else Choice(ordered)


def with_columns(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return `fields` with physical column names that stay apart where only the case of the names differs."""
    taken: set[str] = set()
    return tuple(_with_column(field, taken) for field in fields)


def _with_column(field: Field, taken: set[str]) -> Field:
    column, number = field.name, 0
    while column.lower() in taken:
        number += 1
        column = f"{field.name}\u00b7{number}"
    taken.add(column.lower())
    return field if field.column == column else replace(field, column=column)


def _type(node: Node) -> Type:
    kinds = node["k"]
    options: list[Type] = [type_ for bit, type_ in _ATOMIC_BITS.items() if kinds & bit]
    if kinds & _STRUCT:
        options.append(_struct(node))
    if kinds & _ARRAY:
        options.append(Array(_type(node["e"]) if "e" in node else NULL))
    if kinds & _MAP:
        options.append(Map(_type(node["m"]) if "m" in node else NULL))
    if kinds & _DECIMAL:
        options.append(Decimal(node["p"], node["s"]))
    return choice_of(options)


def _struct(node: Node) -> Struct:
    records = node.get("sn", 0)
    return Struct(with_columns(_field(name, child, records) for name, child in node.get("f", {}).items()))


def _field(name: str, node: Node, records: int) -> Field:
    return Field(name, _type(node), absent=node["n"] < records, null=node.get("z", 0) > 0, since=node.get("g", 0))
