"""The types of a DynamicFrame's schema, as scripts see them: `frame.schema()` returns a `StructType` of this module.

A type carries `properties`, a dict of user-defined remarks. Two types are equal if their classes, parameters and
properties are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self, TypeVar

from awsglue._atomic_types import (
    AtomicType,
    BinaryType,
    BooleanType,
    ByteType,
    DataType,
    DateType,
    DecimalType,
    DoubleType,
    EnumType,
    FloatType,
    IntegerType,
    Json,
    LongType,
    NullType,
    Properties,
    ShortType,
    StringType,
    TimestampNTZType,
    TimestampType,
    UnknownType,
)  # fmt: skip
from awsglue._unsupported import unsupported
from etl.errors import UnknownNameError
from etl.frame.dynamic_record import DynamicRecord

__all__ = [
    "ArrayType",
    "AtomicType",
    "BinaryType",
    "BooleanType",
    "ByteType",
    "ChoiceType",
    "DataType",
    "DateType",
    "DecimalType",
    "DoubleType",
    "DynamicRecord",
    "EntityType",
    "EnumType",
    "Field",
    "FloatType",
    "IntegerType",
    "LongType",
    "MapType",
    "NullType",
    "SetType",
    "ShortType",
    "StringType",
    "StructType",
    "TimestampNTZType",
    "TimestampType",
    "UnknownType",
    "mergeDataTypes",
]

Expected = TypeVar("Expected")
_UNKNOWN = UnknownType()


class _ElementsType(DataType):
    """What arrays and sets share."""

    def __init__(self, elementType: DataType = _UNKNOWN, properties: Properties = {}) -> None:
        super().__init__(properties)
        self.elementType = _expect("elementType", elementType, DataType)

    def _shown(self) -> list[str]:
        return [str(self.elementType)]

    def _members(self) -> Json:
        return {"elementType": self.elementType.jsonValue()}

    @classmethod
    def _arguments(cls, members: Json) -> Json:
        return {**members, "elementType": _deserialize_json_value(members["elementType"])}


class ArrayType(_ElementsType):
    """A list of values of `elementType`."""


class SetType(_ElementsType):
    """A list of distinct values of `elementType`."""


class ChoiceType(DataType):
    """A value of one of several types; `choices` holds them by type name."""

    def __init__(self, choices: Iterable[DataType] = [], properties: Properties = {}) -> None:
        super().__init__(properties)
        self.choices: dict[str, DataType] = {}
        for choice in choices:
            self.add(choice)

    def _shown(self) -> list[str]:
        return [f"[{','.join(str(self.choices[name]) for name in sorted(self.choices))}]"]

    def add(self, new_choice: DataType) -> None:
        """Add an alternative.

        Raises:
            ValueError: There is an alternative of this name already.
        """
        if new_choice.typeName() in self.choices:
            raise ValueError(f"The choice has an alternative {new_choice.typeName()!r} already", new_choice)
        self.choices[new_choice.typeName()] = new_choice

    def merge(self, new_choices: DataType | list[DataType]) -> None:
        """Add one or more alternatives, merged with those of the same name."""
        for choice in new_choices if isinstance(new_choices, list) else [new_choices]:
            known = self.choices.get(choice.typeName(), UnknownType())
            self.choices[choice.typeName()] = mergeDataTypes(known, choice)

    def _members(self) -> Json:
        return {"choices": [choice.jsonValue() for choice in self.choices.values()]}

    @classmethod
    def _arguments(cls, members: Json) -> Json:
        return {**members, "choices": [_deserialize_json_value(choice) for choice in members["choices"]]}


class MapType(DataType):
    """A mapping from strings to values of `valueType`."""

    def __init__(self, valueType: DataType = _UNKNOWN, properties: Properties = {}) -> None:
        super().__init__(properties)
        self.valueType = _expect("valueType", valueType, DataType)

    def _shown(self) -> list[str]:
        return [str(self.valueType)]

    def _members(self) -> Json:
        return {"valueType": self.valueType.jsonValue()}

    @classmethod
    def _arguments(cls, members: Json) -> Json:
        return {**members, "valueType": _deserialize_json_value(members["valueType"])}


class Field:
    """A named value of a struct."""

    def __init__(self, name: str, dataType: DataType, properties: Properties = {}) -> None:
        self.name = _expect("name", name, str)
        self.dataType = _expect("dataType", dataType, DataType)
        self.properties = dict(properties)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and (self.name, self.dataType) == (other.name, other.dataType)

    def __hash__(self) -> int:
        return hash((self.name, self.dataType))

    def __repr__(self) -> str:
        return f"Field({self.name}, {self.dataType}, {self.properties})"

    def jsonValue(self) -> Json:
        """Return the field as a dict that `fromJsonValue` reads."""
        return {"name": self.name, "container": self.dataType.jsonValue(), "properties": self.properties}

    @classmethod
    def fromJsonValue(cls, json_value: Mapping[str, Any]) -> Self:
        """Return the field that `jsonValue` described."""
        data_type = _deserialize_json_value(json_value["container"])
        return cls(json_value["name"], data_type, json_value.get("properties", {}))


class StructType(DataType):
    """A record: `fields` in order; iterating over the struct gives them, too."""

    def __init__(self, fields: Iterable[Field] = [], properties: Properties = {}) -> None:
        super().__init__(properties)
        self.fields: list[Field] = []
        self.field_map: dict[str, Field] = {}
        for field in fields:
            self.add(field)

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def _shown(self) -> list[str]:
        return [f"[{','.join(map(str, self.fields))}]"]

    def add(self, field: Field) -> None:
        """Append a field."""
        self.fields.append(_expect("field", field, Field))
        self.field_map[field.name] = field

    def hasField(self, field: Field | str) -> bool:
        """Return whether there is a field of this name."""
        return _name_of(field) in self.field_map

    def getField(self, field: Field | str) -> Field:
        """Return the field of this name.

        Raises:
            KeyError: There is none.
        """
        return self.field_map[_name_of(field)]

    def _members(self) -> Json:
        return {"fields": [field.jsonValue() for field in self.fields]}

    @classmethod
    def _arguments(cls, members: Json) -> Json:
        return {**members, "fields": [Field.fromJsonValue(field) for field in members["fields"]]}


class EntityType(DataType):
    """A type that Amazon's library names and does not have either: making one raises."""

    def __init__(self, entity: Any, base_type: Any, properties: Properties) -> None:
        raise unsupported("gluetypes.EntityType")


def mergeDataTypes(s1: DataType, s2: DataType) -> DataType:
    """Return the type of a value that is sometimes of one type and sometimes of the other.

    Null and unknown types give way; two different types make a choice; structs, arrays and maps are merged inside.
    """
    if isinstance(s1, UnknownType | NullType):
        return s2
    if isinstance(s2, UnknownType | NullType):
        return s1
    if isinstance(s1, ChoiceType) or isinstance(s2, ChoiceType) or type(s1) is not type(s2):
        return _make_choice(s1, s2)
    return _merge_alike(s1, s2)


def _make_choice(s1: DataType, s2: DataType) -> ChoiceType:
    choice = ChoiceType(_alternatives(s1), s1.properties)
    choice.merge(_alternatives(s2))
    return choice


def _alternatives(data_type: DataType) -> list[DataType]:
    return list(data_type.choices.values()) if isinstance(data_type, ChoiceType) else [data_type]


def _merge_alike(s1: DataType, s2: DataType) -> DataType:
    """Merge two types of one class."""
    if isinstance(s1, StructType) and isinstance(s2, StructType):
        return _merge_structs(s1, s2)
    if isinstance(s1, _ElementsType) and isinstance(s2, _ElementsType):
        return type(s1)(mergeDataTypes(s1.elementType, s2.elementType))
    if isinstance(s1, MapType) and isinstance(s2, MapType):
        return MapType(mergeDataTypes(s1.valueType, s2.valueType))
    if isinstance(s1, EnumType) and isinstance(s2, EnumType):
        return EnumType(s1.options + s2.options)
    return s1


def _merge_structs(s1: StructType, s2: StructType) -> StructType:
    both = [
        Field(field.name, mergeDataTypes(field.dataType, s2.getField(field).dataType), field.properties)
        if s2.hasField(field)
        else field
        for field in s1
    ]
    return StructType([*both, *(field for field in s2 if not s1.hasField(field))], s1.properties)


_ATOMIC_TYPES: tuple[type[DataType], ...] = (
    BinaryType, BooleanType, ByteType, DateType, DecimalType, DoubleType, EnumType, FloatType, IntegerType, LongType,
    NullType, ShortType, StringType, TimestampType, TimestampNTZType, UnknownType,
)  # fmt: skip
_COMPLEX_TYPES: tuple[type[DataType], ...] = (ArrayType, ChoiceType, MapType, StructType, SetType)
_TYPES_BY_NAME = {data_type.typeName(): data_type for data_type in (*_ATOMIC_TYPES, *_COMPLEX_TYPES)}


def _deserialize_json_string(json_str: str) -> Any:
    """Return the type that a JSON text describes."""
    return _deserialize_json_value(json.loads(json_str))


def _deserialize_json_value(json_val: Mapping[str, Any]) -> Any:
    """Return the type that `jsonValue` described, whichever it is.

    Raises:
        UnknownNameError: `dataType` is no type's name.
    """
    name = json_val["dataType"]
    if name not in _TYPES_BY_NAME:
        raise UnknownNameError("type", name, _TYPES_BY_NAME)
    return _TYPES_BY_NAME[name].fromJsonValue(json_val)


def _serialize_schema(schema: DataType) -> str:
    """Return the JSON text that `_deserialize_json_string` reads."""
    return json.dumps(schema.jsonValue())


def _name_of(field: Field | str) -> str:
    return field.name if isinstance(field, Field) else field


def _expect(name: str, value: Any, kind: type[Expected]) -> Expected:
    assert isinstance(value, kind), f"{name} should be a {kind.__name__}. Got {type(value).__name__} {value!r}"
    return value
