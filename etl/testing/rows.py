"""Rows in a form in which they can be compared: fields by name, floats within a tolerance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyspark.sql import Row
from pyspark.sql.types import ArrayType, DataType, MapType, StructField, StructType

Pair = tuple[Row | None, Row | None]


@dataclass(frozen=True)
class Tolerance:
    """How far two floats may be apart: `|a - b| <= absolute + relative * |b|`; NaN equals NaN."""

    relative: float
    absolute: float

    def accepts(self, actual: float, expected: float) -> bool:
        """Tell whether `actual` is near enough to `expected`."""
        if math.isnan(actual) or math.isnan(expected):
            return math.isnan(actual) and math.isnan(expected)
        return actual == expected or abs(actual - expected) <= self.absolute + self.relative * abs(expected)


def comparable_schema(schema: StructType, *, in_order: bool) -> StructType:
    """Return the schema with everything nullable and, unless `in_order`, the fields of each struct by name."""
    fields = schema.fields if in_order else sorted(schema.fields, key=lambda field: field.name)
    return StructType([StructField(field.name, _comparable_type(field.dataType, in_order)) for field in fields])


def _comparable_type(data_type: DataType, in_order: bool) -> DataType:
    if isinstance(data_type, StructType):
        return comparable_schema(data_type, in_order=in_order)
    if isinstance(data_type, ArrayType):
        return ArrayType(_comparable_type(data_type.elementType, in_order))
    if isinstance(data_type, MapType):
        return MapType(data_type.keyType, _comparable_type(data_type.valueType, in_order))
    return data_type


def sorted_value(value: Any, data_type: DataType) -> Any:
    """Return the value with the fields of every struct, at any depth, in the order of their names."""
    if value is None:
        return None
    if isinstance(data_type, StructType):
        cells = sorted(zip(data_type.fields, value, strict=True), key=lambda cell: cell[0].name)
        values = [sorted_value(each, field.dataType) for field, each in cells]
        return Row(*[field.name for field, _ in cells])(*values)
    if isinstance(data_type, ArrayType):
        return [sorted_value(each, data_type.elementType) for each in value]
    if isinstance(data_type, MapType):
        return {key: sorted_value(each, data_type.valueType) for key, each in value.items()}
    return value


def are_close(actual: Any, expected: Any, tolerance: Tolerance) -> bool:
    """Tell whether two values are equal, floats at any depth within the tolerance."""
    if isinstance(actual, float) and isinstance(expected, float):
        return tolerance.accepts(actual, expected)
    if isinstance(actual, list | tuple) and isinstance(expected, list | tuple):
        pairs = zip(actual, expected, strict=False)
        return len(actual) == len(expected) and all(are_close(a, b, tolerance) for a, b in pairs)
    if isinstance(actual, dict) and isinstance(expected, dict):
        return actual.keys() == expected.keys() and all(are_close(actual[k], expected[k], tolerance) for k in actual)
    return bool(actual == expected)


def unequal_in_order(actual: Sequence[Row], expected: Sequence[Row], tolerance: Tolerance) -> list[Pair]:
    """Return the pairs of rows at the same place that differ; a row without a partner is beside None."""
    longest = max(len(actual), len(expected))
    pairs = [(_at(actual, place), _at(expected, place)) for place in range(longest)]
    return [pair for pair in pairs if not are_close(*pair, tolerance)]


def unequal_in_any_order(actual: Sequence[Row], expected: Sequence[Row], tolerance: Tolerance) -> list[Pair]:
    """Return the rows that have no equal on the other side, each beside the one that comes nearest in order."""
    left, right = _without_common(actual, expected), _without_common(expected, actual)
    return unequal_in_order(sorted(left, key=_order), sorted(right, key=_order), tolerance)


def _at(rows: Sequence[Row], place: int) -> Row | None:
    return rows[place] if place < len(rows) else None


def _without_common(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Return the rows that are left when each exact equal among the others has taken one away."""
    taken = Counter(_text(row) for row in others)
    left = []
    for row in rows:
        text = _text(row)
        if taken[text] > 0:
            taken[text] -= 1
        else:
            left.append(row)
    return left


def _text(value: Any, number: str | None = None) -> str:
    """Write a value as text: equal values are equal texts; `number` stands for each float where it is given."""
    if isinstance(value, float):
        return number or repr(value)
    if isinstance(value, list | tuple):
        return "[" + ",".join(_text(each, number) for each in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{key!r}:{_text(each, number)}" for key, each in value.items())) + "}"
    return repr(value)


def _order(row: Row) -> tuple[str, tuple[float, ...]]:
    """Order rows by what is exact, then by their floats: near floats do not part rows that belong together."""
    return _text(row, "#"), tuple(math.inf if math.isnan(each) else each for each in _floats(row))


def _floats(value: Any) -> list[float]:
    if isinstance(value, float):
        return [value]
    if isinstance(value, dict):
        value = [value[key] for key in sorted(value, key=repr)]
    return [each for item in value for each in _floats(item)] if isinstance(value, list | tuple) else []
