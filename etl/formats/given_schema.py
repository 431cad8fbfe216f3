"""The schema that a script gives a reader: the JSON text of a StructType of `awsglue.gluetypes`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from etl.errors import OptionError, ReadError
from etl.formats.contract import Input
from etl.frame.casting import cast, is_lossless
from etl.frame.fold import choice_of, with_columns
from etl.frame.frame import Frame
from etl.frame.physical import is_present, null_of, pack, quoted, spark_type, value_of
from etl.frame.records import Part, Records
from etl.frame.type_names import parse_type
from etl.frame.types import NULL, Array, Choice, Decimal, Field, Map, Struct, Type

_EXAMPLE = (
    'expected the JSON of a schema, as json.dumps(StructType([Field("id", IntegerType())]).jsonValue()) of '
    "awsglue.gluetypes gives it"
)


def given_schema(option: str, value: Any) -> Struct:
    """Return the schema that an option gives; its fields may be absent, or null.

    Raises:
        OptionError: It is none.
    """
    try:
        found = _type(json.loads(value))
    except (TypeError, KeyError, ValueError) as error:
        raise OptionError(option, value, f"{_EXAMPLE}: {error!r}") from error
    if not isinstance(found, Struct):
        raise OptionError(option, value, f"{_EXAMPLE}; this is {found.label}")
    return found


def with_given_schema(frame: Frame, given: Struct, source: Input) -> Frame:
    """Return the records with the fields of a schema that a script gives, and the keys of partitions behind them.

    Raises:
        ReadError: When the records are needed: a field has values that its type would lose.
    """
    keys = source.partitioning.keys if source.partitioning else Struct()
    whole = [*(field for field in given if field.name not in keys.names), *keys]
    return frame.derive(lambda records: records.select(_parts(records, whole, source.place)), stage=source.stage)


def _parts(records: Records, given: Iterable[Field], place: str) -> Iterator[Part]:
    for field in given:
        known = records.schema.get(field.name)
        if known is None:
            yield replace(field, null=False), null_of(spark_type(field.type))
            continue
        if not _holds(field.type, known.type):
            raise ReadError(
                place,
                f"withSchema gives the field {field.name!r} the type {field.type.label}, and there are values of "
                f"{known.type.label}: give it that type, or leave withSchema out, and resolveChoice decides",
            )
        typed, column = known.with_type(field.type), quoted(known.column)
        yield typed, pack(typed, cast(known.type, value_of(known, column), field.type), is_present(known, column))


def _holds(given: Type, found: Type) -> bool:
    """Return whether all values of a type are values of the one that is given."""
    match given, found:
        case Struct(), Struct():
            parts = ((field.type, inner.type) for field in given if (inner := found.get(field.name)))
            return all(_holds(*part) for part in parts)
        case Array(element), Array(inner):
            return _holds(element, inner)
        case Choice(options), Choice(others):
            return all(any(_holds(option, other) for option in options) for other in others)
        case Choice(options), _:
            return any(_holds(option, found) for option in options)
    return found == NULL or is_lossless(found, given)


def _type(described: Mapping[str, Any]) -> Type:
    match described["dataType"]:
        case "struct":
            return Struct(with_columns(_field(field) for field in described["fields"]))
        case "array" | "set":
            return Array(_type(described["elementType"]))
        case "map":
            return Map(_type(described["valueType"]))
        case "choice":
            return choice_of(_type(choice) for choice in described["choices"])
        case "decimal":
            sizes = {**described, **(described.get("properties") or {})}
            return Decimal(int(sizes.get("precision", 10)), int(sizes.get("scale", 2)))
        case name:
            return parse_type(name)


def _field(described: Mapping[str, Any]) -> Field:
    return Field(described["name"], _type(described["container"]), absent=True, null=True)
