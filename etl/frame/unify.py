"""One schema for the records of several frames, as Glue folds it, and values in the physical form of that schema."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from pyspark.sql import DataFrame

from etl.frame.casting import cast
from etl.frame.fold import choice_of, with_columns
from etl.frame.physical import (
    Sql,
    is_present,
    member,
    named_struct,
    null_of,
    pack,
    quoted,
    spark_type,
    transform,
    transform_values,
    value_of,
)
from etl.frame.records import Records, missing
from etl.frame.types import NULL, STRING, Array, Choice, Decimal, Field, Map, Struct, Type

_MOST_DIGITS = 38


def unify(a: Type, b: Type) -> Type:
    """Return the type of values of which some are `a` and some `b`.

    Fields of structs come in the order in which they are first seen, those that one side lacks may be absent. Other
    types than each other are a choice, and null goes into any other type.

    Example:
        >>> from etl.frame.types import INT
        >>> unify(INT, STRING).to_json()
        {'type': 'choice', 'options': [{'type': 'int'}, {'type': 'string'}]}
    """
    if a == b or b == NULL:
        return a
    if a == NULL:
        return b
    match a, b:
        case Struct(), Struct():
            return unify_structs(a, b)
        case Array(), Array():
            return Array(unify(a.element, b.element))
        case Map(), Map():
            return Map(unify(a.value, b.value), _unify_keys(a.key, b.key))
        case Decimal(), Decimal():
            return _wider(a, b)
    return _unify_choice(a, b)


def unify_structs(a: Struct, b: Struct) -> Struct:
    """Return the schema of records of which some are of `a` and some of `b`."""
    seen = 1 + max((field.since for field in a), default=-1)
    both = [unify_fields(field, other) if (other := b.get(field.name)) else replace(field, absent=True) for field in a]
    known = set(a.names)
    new = [replace(field, absent=True, since=seen + field.since) for field in b if field.name not in known]
    return Struct(with_columns([*both, *new]))


def unify_fields(a: Field, b: Field) -> Field:
    """Return the field, named as `a`, of records that all have `a` or `b`, as far as these are not absent."""
    return replace(a, type=unify(a.type, b.type), absent=a.absent or b.absent, null=a.null or b.null)


def _unify_keys(a: Type, b: Type) -> Type:
    if NULL in (a, b):
        return a if b == NULL else b
    return a if a == b else STRING


def _wider(a: Decimal, b: Decimal) -> Decimal:
    """Return the decimal that holds both; where that takes too many digits, those at the end are given up."""
    whole = max(a.precision - a.scale, b.precision - b.scale)
    precision = min(whole + max(a.scale, b.scale), _MOST_DIGITS)
    return Decimal(precision, precision - whole)


def _unify_choice(a: Type, b: Type) -> Type:
    merged: dict[str, Type] = {}
    for option in (*_options(a), *_options(b)):
        merged[option.name] = unify(merged.get(option.name, NULL), option)
    return choice_of(merged.values())


def _options(type_: Type) -> tuple[Type, ...]:
    return type_.options if isinstance(type_, Choice) else (type_,)


def conform(source: Type, value: Sql, target: Type) -> Sql:
    """Return a value of type `source` in the form of `target`, which `unify` made of it; `value` if it has it already.

    A null remains null.
    """
    if source == target:
        return value
    match source, target:
        case Choice(), Choice():
            return _conform_choice(source, value, target)
        case _, Choice():
            return null_of(spark_type(target)) if source == NULL else _chosen_unless_null(source, value, target)
        case Struct(), Struct():
            return _conform_struct(source, value, target)
        case Array(), Array():
            return _conform_array(source, value, target)
        case Map(), Map():
            return _conform_map(source, value, target)
    return cast(source, value, target)


def conform_field(source: Field, column: Sql, target: Field) -> Sql:
    """Return the column of a field `source` as that of `target`, which may have a wider type and be absent or null."""
    if isinstance(target.type, Choice):
        return _conform_to_choice(source, column, target)
    value = value_of(source, column)
    changed = conform(source.type, value, target.type)
    if source.boxed == target.boxed and changed == value:
        return column
    return pack(target, changed, is_present(source, column)) if target.boxed else changed


def conform_records(records: Records, target: Struct) -> DataFrame:
    """Return the rows of `records` in the form of `target`, which `unify_structs` made of their schema."""
    parts = _conform_parts(records.schema, target, "")
    if parts == [(field.column, quoted(field.column)) for field in records.schema]:
        return records.df
    return records.df.selectExpr(*[f"{sql} AS {quoted(column)}" for column, sql in parts])


def concatenate(first: Records, *others: Records) -> Records:
    """Return all records, under one schema."""
    schema = reduce(unify_structs, (other.schema for other in others), first.schema)
    frames = [conform_records(records, schema) for records in (first, *others)]
    return Records(reduce(DataFrame.union, frames), schema)


def _conform_choice(source: Choice, value: Sql, target: Choice) -> Sql:
    given = {option.name: option for option in source.options}
    parts = [
        (name := option.name, conform(given[name], member(value, name), option) if name in given else _no(option))
        for option in target.options
    ]
    if parts == [(option.name, member(value, option.name)) for option in source.options]:
        return value
    return f"CASE WHEN {value} IS NOT NULL THEN {named_struct(parts)} END"


def _conform_to_choice(source: Field, column: Sql, target: Field) -> Sql:
    assert isinstance(target.type, Choice)
    if not isinstance(source.type, Choice):
        return pack(target, _chosen(source.type, value_of(source, column), target.type), is_present(source, column))
    changed = conform(source.type, column, target.type)
    if source.null and target.absent and not source.absent:
        return f"coalesce({changed}, {_chosen(NULL, '', target.type)})"
    return changed


def _chosen(source: Type, value: Sql, target: Choice) -> Sql:
    """Return a choice that holds one value; of a null, the choice of nothing, which stands for a null."""
    return named_struct(
        [(o.name, conform(source, value, o) if o.name == source.name else _no(o)) for o in target.options]
    )


def _chosen_unless_null(source: Type, value: Sql, target: Choice) -> Sql:
    return f"CASE WHEN {value} IS NOT NULL THEN {_chosen(source, value, target)} END"


def _conform_struct(source: Struct, value: Sql, target: Struct) -> Sql:
    parts = _conform_parts(source, target, value)
    if parts == [(field.column, member(value, field.column)) for field in source]:
        return value
    return f"CASE WHEN {value} IS NOT NULL THEN {named_struct(parts)} END"


def _conform_parts(source: Struct, target: Struct, value: Sql) -> list[tuple[str, Sql]]:
    """Return the columns of `target`, made of the fields of the struct `value` or, where that is empty, of a row."""
    return [(field.column, _conform_part(source.get(field.name), field, value)) for field in target]


def _conform_part(source: Field | None, target: Field, value: Sql) -> Sql:
    if source is None:
        return missing(target)
    return conform_field(source, member(value, source.column) if value else quoted(source.column), target)


def _conform_array(source: Array, value: Sql, target: Array) -> Sql:
    if conform(source.element, "item", target.element) == "item":
        return value
    return transform(value, lambda item: conform(source.element, item, target.element))


def _conform_map(source: Map, value: Sql, target: Map) -> Sql:
    if source.key != target.key:
        value = f"transform_keys({value}, (_key, _value) -> {cast(source.key, '_key', target.key)})"
    if conform(source.value, "item", target.value) == "item":
        return value
    return transform_values(value, lambda item: conform(source.value, item, target.value))


def _no(option: Type) -> Sql:
    return null_of(spark_type(option))
