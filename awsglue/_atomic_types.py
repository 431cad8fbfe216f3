"""The types of awsglue.gluetypes whose values have no parts, and the base of all types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

Properties = dict[str, Any]
Json = dict[str, Any]


class DataType:
    """Base of all types."""

    def __init__(self, properties: Properties = {}) -> None:
        self.properties = dict(properties)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, self.__class__) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join([*self._shown(), str(self.properties)])})"

    @classmethod
    def typeName(cls) -> str:
        """Return the name that schemas and mappings use: `string` for `StringType`."""
        return cls.__name__.removesuffix("Type").lower()

    def jsonValue(self) -> Json:
        """Return the type as a dict that `fromJsonValue` reads."""
        return {"dataType": self.typeName(), "properties": self.properties, **self._members()}

    @classmethod
    def fromJsonValue(cls, json_value: Mapping[str, Any]) -> Self:
        """Return the type that `jsonValue` described."""
        members = {name: value for name, value in json_value.items() if name != "dataType"}
        return cls(**cls._arguments(members))

    def _shown(self) -> list[str]:
        """Return the parameters as `repr` shows them."""
        return []

    def _members(self) -> Json:
        """Return the parameters as `jsonValue` has them."""
        return {}

    @classmethod
    def _arguments(cls, members: Json) -> Json:
        """Return the constructor's arguments for the members of a JSON value."""
        return members


class AtomicType(DataType):
    """Base of types whose values have no parts."""


class BinaryType(AtomicType):
    """Bytes."""


class BooleanType(AtomicType):
    """True or false."""


class ByteType(AtomicType):
    """An integer of 8 bits."""


class DateType(AtomicType):
    """A day."""


class DecimalType(AtomicType):
    """A decimal number of `precision` digits, `scale` of them after the point."""

    def __init__(self, precision: int = 10, scale: int = 2, properties: Properties = {}) -> None:
        super().__init__(properties)
        self.precision = precision
        self.scale = scale

    def _shown(self) -> list[str]:
        return [str(self.precision), str(self.scale)]

    def _members(self) -> Json:
        return {"precision": self.precision, "scale": self.scale}


class DoubleType(AtomicType):
    """A floating-point number of 64 bits."""


class EnumType(AtomicType):
    """A string out of `options`."""

    def __init__(self, options: Iterable[str], properties: Properties = {}) -> None:
        super().__init__(properties)
        self.options = list(options)

    def _shown(self) -> list[str]:
        shown = self.options[:3] + ["..."] * (len(self.options) > 3)
        return [f"[{','.join(shown)}]"]

    def _members(self) -> Json:
        return {"options": list(self.options)}


class FloatType(AtomicType):
    """A floating-point number of 32 bits."""


class IntegerType(AtomicType):
    """An integer of 32 bits; its name is `int`."""

    @classmethod
    def typeName(cls) -> str:
        """Return `int`."""
        return "int"


class LongType(AtomicType):
    """An integer of 64 bits."""


class NullType(AtomicType):
    """The type of a field that is null wherever it occurs."""


class ShortType(AtomicType):
    """An integer of 16 bits."""


class StringType(AtomicType):
    """Text."""


class TimestampType(AtomicType):
    """A moment in time."""


class TimestampNTZType(AtomicType):
    """A date and time of day without a time zone."""


class UnknownType(AtomicType):
    """A type of which nothing is known yet, as of the elements of an empty array."""
