"""The logical types of a frame: what Glue's schema says of a record, whatever Spark's columns look like.

A field of a record may be absent, and that is not the same as null. `Field.absent` and `Field.null` say which of the
two occur; `etl.frame.physical` says how a column stores them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

ATOMIC_NAMES = (
    "string",
    "int",
    "long",
    "double",
    "float",
    "short",
    "byte",
    "boolean",
    "binary",
    "date",
    "timestamp",
    "null",
)


@dataclass(frozen=True)
class Type(ABC):
    """A logical type. `name` is what Glue prints for it and what a choice calls this alternative."""

    @property
    @abstractmethod
    def name(self) -> str: ...

    @property
    def label(self) -> str:
        """The name with its parameters, as `printSchema` shows it."""
        return self.name

    def to_json(self) -> dict[str, Any]:
        """The form that `localglue.Shape` (Java) and `from_json` read."""
        return {"type": self.name}


@dataclass(frozen=True)
class Atomic(Type):
    """A type without parameters: one of `ATOMIC_NAMES`."""

    kind: str

    @property
    def name(self) -> str:
        return self.kind


STRING, INT, LONG, DOUBLE, FLOAT, SHORT, BYTE, BOOLEAN, BINARY, DATE, TIMESTAMP, NULL = map(Atomic, ATOMIC_NAMES)


@dataclass(frozen=True)
class Decimal(Type):
    """A decimal number of `precision` digits, `scale` of them after the point."""

    precision: int = 10
    scale: int = 2

    @property
    def name(self) -> str:
        return "decimal"

    @property
    def label(self) -> str:
        return f"decimal({self.precision},{self.scale})"

    def to_json(self) -> dict[str, Any]:
        return {"type": "decimal", "precision": self.precision, "scale": self.scale}


@dataclass(frozen=True)
class Array(Type):
    """A list of values of one type (`NULL` where no element was ever seen)."""

    element: Type

    @property
    def name(self) -> str:
        return "array"

    def to_json(self) -> dict[str, Any]:
        return {"type": "array", "element": self.element.to_json()}


@dataclass(frozen=True)
class Map(Type):
    """A mapping; keys are strings but in maps that a Spark DataFrame brought."""

    value: Type
    key: Type = STRING

    @property
    def name(self) -> str:
        return "map"

    def to_json(self) -> dict[str, Any]:
        return {"type": "map", "key": self.key.to_json(), "value": self.value.to_json()}


@dataclass(frozen=True)
class Choice(Type):
    """A value that has one of several types; `options` are sorted by name, one of each name."""

    options: tuple[Type, ...]

    @property
    def name(self) -> str:
        return "choice"

    def to_json(self) -> dict[str, Any]:
        return {"type": "choice", "options": [option.to_json() for option in self.options]}


@dataclass(frozen=True)
class Field:
    """A named value of a record.

    Attributes:
        absent: Some records lack the field.
        null: Some records have the field with a null value.
        column: The name of the physical column, where it is not `name` (two names that differ only in case).
        since: How many records came before the first one that has the field: a renamed field moves to the end of its
            record, but stays before fields that later records brought.
    """

    name: str
    type: Type
    absent: bool = False
    null: bool = True
    column: str = ""
    since: int = dataclass_field(default=0, compare=False)

    def __post_init__(self) -> None:
        if not self.column:
            object.__setattr__(self, "column", self.name)

    @property
    def boxed(self) -> bool:
        """Whether the column is a struct of one field `value`: null means absent, a null `value` means null."""
        return self.absent and self.null and not isinstance(self.type, Choice)

    def with_type(self, type_: Type) -> Field:
        return replace(self, type=type_)

    def renamed(self, name: str) -> Field:
        return replace(self, name=name, column=name)

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name, "column": self.column, "absent": self.absent, "null": self.null,
            "type": self.type.to_json(),
        }  # fmt: skip


@dataclass(frozen=True)
class Struct(Type):
    """An ordered set of fields, as a record is."""

    fields: tuple[Field, ...] = ()

    @property
    def name(self) -> str:
        return "struct"

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    @property
    def names(self) -> list[str]:
        return [field.name for field in self.fields]

    def get(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def to_json(self) -> dict[str, Any]:
        return {"type": "struct", "fields": [field.to_json() for field in self.fields]}


def from_json(json: Mapping[str, Any]) -> Type:
    """Return the type that `Type.to_json` described."""
    kind = json["type"]
    if kind == "struct":
        return Struct(tuple(_field_from_json(field) for field in json["fields"]))
    if kind == "choice":
        return Choice(tuple(from_json(option) for option in json["options"]))
    if kind == "array":
        return Array(from_json(json["element"]))
    if kind == "map":
        return Map(from_json(json["value"]), from_json(json["key"]))
    if kind == "decimal":
        return Decimal(json["precision"], json["scale"])
    return Atomic(kind)


def _field_from_json(json: Mapping[str, Any]) -> Field:
    return Field(json["name"], from_json(json["type"]), json["absent"], json["null"], json["column"])
