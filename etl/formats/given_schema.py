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
from etl.frame.physical import Sql, is_present, member, null_of, pack, quoted, spark_type, sql_type, value_of
from etl.frame.records import Part, Records
from etl.frame.type_names import parse_type
from etl.frame.types import (
    DATE,
    DOUBLE,
    FLOAT,
    NULL,
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
from etl.jvm.failures import clear_failures

_EXAMPLE = (
    'expected the JSON of a schema, as json.dumps(StructType([Field("id", IntegerType())]).jsonValue()) of '
    "awsglue.gluetypes gives it"
)

_NOTHING = "CAST(NULL AS STRING)"
_NUMBERS = {"byte", "short", "int", "long", "float", "double", "decimal"}


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

    def typed(records: Records) -> Records:
        _require_values(records, whole, source.place)
        return records.select(_parts(records, whole))

    return frame.derive(typed, stage=source.stage)


def _require_values(records: Records, given: Iterable[Field], place: str) -> None:
    """Look at all values of fields whose types may lose some.

    Raises:
        ReadError: A field has a value that its type would lose.
    """
    known = [(field, records.schema.get(field.name)) for field in given]
    doubtful = [(field, found) for field, found in known if found and not _holds(field.type, found.type)]
    if not doubtful:
        return
    lost = [_lost(found.type, value_of(found, quoted(found.column)), field.type) for field, found in doubtful]
    with clear_failures():
        row = records.df.selectExpr(*[f"min({text})" if text else "NULL" for text in lost]).head()
    assert row is not None
    for (field, found), text, value in zip(doubtful, lost, row, strict=True):
        if text is None or value is not None:
            raise ReadError(
                place,
                f"withSchema gives the field {field.name!r} the type {field.type.label}, and there "
                f"{'are values of ' + found.type.label if text is None else 'is the value ' + value}: give it another "
                "type, or leave withSchema out, and resolveChoice decides",
            )


def _lost(found: Type, value: Sql, given: Type) -> Sql | None:
    """Return the text of a value that is none of the type given, null for others; None if no value can be one."""
    if isinstance(found, Choice):
        parts = [_lost(option, member(value, option.name), given) for option in found.options]
        texts = [part for part in parts if part is not None]
        return f"coalesce({', '.join(texts)})" if len(texts) == len(parts) else None
    if _holds(given, found):
        return _NOTHING
    if isinstance(found, Struct | Array):
        return _lost_inside(found, value, given)
    converted = cast(found, value, given)
    if isinstance(given, Decimal) and found in (DOUBLE, FLOAT):
        digits = f"abs({value}) * {10**given.scale}D < 1e15D"  # a double has no more of them
        is_kept = f"coalesce(CAST({converted} AS double) = {value}, false) AND {digits}"
    elif found == STRING and given in (DATE, TIMESTAMP):
        is_kept = f"{converted} IS NOT NULL"
    elif {found.name, given.name} <= _NUMBERS:
        back = f"try_cast({converted} AS {sql_type(spark_type(found))})"
        is_kept = f"abs({converted}) < double('infinity')" if given == FLOAT else f"coalesce({back} = {value}, false)"
    else:
        return None
    return f"CASE WHEN {value} IS NOT NULL AND NOT ({is_kept}) THEN CAST({value} AS STRING) END"


def _lost_inside(found: Struct | Array, value: Sql, given: Type) -> Sql | None:
    match found, given:
        case Array(element), Array(inner):
            text = _lost(element, "item", inner)
            return f"get(filter(transform({value}, item -> {text}), text -> text IS NOT NULL), 0)" if text else None
        case Struct(), Struct():
            pairs = [(field, wanted.type) for field in found if (wanted := given.get(field.name))]
        case Struct(), Map(inner):
            pairs = [(field, inner) for field in found]
        case _:
            return None
    lost = [_lost(field.type, value_of(field, member(value, field.column)), type_) for field, type_ in pairs]
    texts = [text for text in lost if text is not None]
    return f"coalesce({', '.join([*texts, _NOTHING])})" if len(texts) == len(lost) else None


def _parts(records: Records, given: Iterable[Field]) -> Iterator[Part]:
    for field in given:
        known = records.schema.get(field.name)
        if known is None:
            yield replace(field, null=False), null_of(spark_type(field.type))
            continue
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
