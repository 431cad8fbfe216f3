"""SplitRows: the records that pass comparisons, and the others."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from etl.errors import OptionError, UnknownNameError
from etl.frame.frame import Frame
from etl.frame.keys import NUMBERS
from etl.frame.paths import Path, parse_path, show_path
from etl.frame.physical import Sql, literal, member, spark_type, sql_type
from etl.frame.place import require
from etl.frame.stage import Stage
from etl.frame.types import BOOLEAN, DATE, DOUBLE, LONG, NULL, STRING, TIMESTAMP, Choice, Decimal, Struct, Type

Constant: TypeAlias = str | int | float | bool | decimal.Decimal | dt.date | dt.datetime

_OPERATORS = ("!=", "=", "<=", "<", ">=", ">")
_FITTING = range(1, 39)
"""How many digits a decimal number may have."""

_EXACT = Decimal(38, 18)
"""What texts are compared as with whole and decimal numbers."""


@dataclass(frozen=True)
class Comparison:
    """One condition on a record."""

    path: Path
    operator: str
    given: Constant
    type: Type
    sql: Sql


def split_rows(
    frame: Frame,
    comparisons: Mapping[str, Mapping[str, Constant]],
    name1: str,
    name2: str,
    *,
    stage: Stage = Stage(),
) -> dict[str, Frame]:
    """Return two frames: `name1` of the records that pass all comparisons, `name2` of the others.

    Args:
        frame: The records.
        comparisons: For each path one or more operators (`=`, `!=`, `<`, `<=`, `>`, `>=`) with a constant, for
            example `{"age": {">": 10, "<=": 20}}`.
        name1: The name of the frame of the records that pass.
        name2: The name of the frame of the others.
        stage: The step's place in the job.

    Where the types differ, text is read as what it is compared with, whether the text is the constant or the value:
    `"100"` compares with a number as 100, and 100 with a text as a number. Two texts are compared as texts. A record
    whose value is missing, null or not to be compared with the constant belongs to `name2`.

    Raises:
        OptionError: A comparison of the wrong form, or one that no value of the field could pass or fail.
        UnknownNameError: An operator or a field that does not exist.
    """
    parsed = [_parse(path, *test) for path, tests in _items(comparisons) for test in _items(tests)]

    def condition(schema: Struct) -> Sql:
        return " AND ".join(f"({_test(schema, comparison)})" for comparison in parsed) or "true"

    passing = frame.derive(lambda records: records.where(condition(records.schema)), stage=stage, name=name1)
    others = frame.derive(
        lambda records: records.where(f"({condition(records.schema)}) IS NOT TRUE"), stage=stage, name=name2
    )
    return {name1: passing, name2: others}


def _items(given: Mapping) -> list[tuple]:  # type: ignore[type-arg]
    if not isinstance(given, Mapping):
        raise OptionError("split_rows", given, 'expected {"path": {"operator": constant}}')
    return list(given.items())


def _parse(path: str, operator: str, given: Constant) -> Comparison:
    if operator not in _OPERATORS:
        raise UnknownNameError("operator of split_rows", operator, _OPERATORS)
    type_, sql = _constant(given)
    return Comparison(parse_path(path), operator, given, type_, sql)


def _constant(given: Constant) -> tuple[Type, Sql]:
    match given:
        case bool():
            return BOOLEAN, str(given).lower()
        case int() if abs(given) < 2**63:
            return LONG, str(given)
        case float():
            return DOUBLE, f"double('{given!r}')"
        case int() | decimal.Decimal() if _digits(text := f"{decimal.Decimal(given):f}") in _FITTING:
            return _EXACT, f"{text}BD"
        case str():
            return STRING, literal(given)
        case dt.datetime():
            return TIMESTAMP, f"TIMESTAMP'{given.isoformat()}'"
        case dt.date():
            return DATE, f"DATE'{given.isoformat()}'"
    raise OptionError("split_rows constant", given, "expected a string, a number, a boolean, a date or a datetime")


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _test(schema: Struct, comparison: Comparison) -> Sql:
    """Return the condition of a comparison, null where a value cannot be compared."""
    if not schema.fields:  # nothing was read
        return "false"
    place = require(schema, comparison.path, "field in split_rows")
    alternatives = [_compare(type_, value, comparison) for type_, value in _alternatives(place.type, place.value)]
    known = [sql for sql in alternatives if sql]
    if known:
        return " OR ".join(known)
    if place.type == NULL:
        return "false"
    field = f"split_rows of {show_path(comparison.path)!r}"
    raise OptionError(field, comparison.given, f"a value that is {place.type.label} does not compare with it")


def _alternatives(type_: Type, value: Sql) -> list[tuple[Type, Sql]]:
    options = type_.options if isinstance(type_, Choice) else ()
    return [(option, member(value, option.name)) for option in options] or [(type_, value)]


def _compare(type_: Type, value: Sql, comparison: Comparison) -> Sql | None:
    """Return the comparison of a value of one type; None if it is never comparable."""
    constant, given = comparison.type, comparison.sql
    if type_.name in NUMBERS and constant == BOOLEAN:
        constant, given = LONG, str(int(bool(comparison.given)))
    if _family(type_) != _family(constant):
        if type_ == STRING:
            value = _read(value, constant)
        elif constant == STRING and _family(type_) in ("number", "boolean", "time"):
            given = _read(given, type_)
        else:
            return None
    elif _family(type_) not in ("number", "boolean", "time", "string"):
        return None
    return f"{value} {comparison.operator} {given}"


def _family(type_: Type) -> str:
    if type_.name in NUMBERS:
        return "number"
    return "time" if type_ in (DATE, TIMESTAMP) else type_.name


def _read(text: Sql, type_: Type) -> Sql:
    """Return what a text says as a value comparable with `type_`; null if it says no such thing."""
    goal = _EXACT if type_.name in NUMBERS and type_.name not in ("float", "double") else type_
    return f"try_cast({text} AS {sql_type(spark_type(goal))})"
