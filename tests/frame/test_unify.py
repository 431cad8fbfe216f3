"""Schemas of two frames as one, and physical values re-shaped to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.frame.frame import Frame
from etl.frame.physical import spark_struct
from etl.frame.records import missing
from etl.frame.transforms.union import union
from etl.frame.types import (
    DATE,
    INT,
    LONG,
    NULL,
    STRING,
    Array,
    Choice,
    Decimal,
    Field,
    Map,
    Struct,
)  # fmt: skip
from etl.frame.unify import concatenate, conform_records, unify


def test_types_of_two_kinds_are_a_choice_and_null_goes_into_any():
    assert unify(INT, LONG) == Choice((INT, LONG))
    assert unify(Choice((INT, STRING)), Choice((DATE, INT))) == Choice((DATE, INT, STRING))
    assert unify(NULL, Array(NULL)) == unify(Array(NULL), NULL) == Array(NULL)
    assert unify(Array(NULL), Array(INT)) == Array(INT)
    assert unify(NULL, NULL) == NULL


def test_nested_types_are_unified_inside_a_choice():
    one, two = Struct((Field("a", INT),)), Struct((Field("b", INT),))
    both = Struct((Field("a", INT, absent=True), Field("b", INT, absent=True)))
    assert unify(Choice((STRING, one)), two) == Choice((STRING, both))


def test_decimals_keep_their_whole_digits_first():
    assert unify(Decimal(10, 2), Decimal(6, 5)) == Decimal(13, 5)
    assert unify(Decimal(38, 0), Decimal(38, 30)) == Decimal(38, 0)


def test_maps_with_keys_of_two_types_have_text_keys():
    assert unify(Map(INT, INT), Map(STRING, LONG)) == Map(Choice((INT, STRING)), STRING)
    assert unify(Map(INT, NULL), Map(INT, LONG)) == Map(INT, LONG)


def test_fields_of_one_name_in_two_cases_have_two_columns():
    unified = unify(Struct((Field("id", INT),)), Struct((Field("ID", INT),)))
    assert isinstance(unified, Struct)
    assert unified.names == ["id", "ID"]
    assert len({field.column.lower() for field in unified}) == 2


def test_values_that_json_does_not_have_keep_their_value(spark):
    first = [Field("d", DATE), Field("n", Decimal(3, 2)), Field("m", Map(INT, INT))]
    second = [Field("d", STRING), Field("n", Decimal(5, 1)), Field("m", Map(STRING))]
    one = _frame(spark, "DATE'2020-01-31' d, 1.25BD n, map(1, 1) m", *first)
    two = _frame(spark, "'x' d, 1000.5BD n, map('k', 'v') m", *second)
    rows = union(one, two).to_plain().selectExpr("string(d.date) d", "string(n) n", "m").collect()
    assert [row.asDict(recursive=True) for row in rows] == [
        {"d": "2020-01-31", "n": "1.25", "m": {"1": {"int": 1, "string": None}}},
        {"d": None, "n": "1000.50", "m": {"k": {"int": None, "string": "v"}}},
    ]


@pytest.mark.parametrize(
    ("source", "other", "expected"),
    [
        (Field("v", INT), Field("v", INT, absent=True), [(1,), None]),
        (Field("v", INT, null=False), Field("v", INT, absent=True, null=False), [1, None]),
        (Field("v", INT), Field("v", STRING, absent=True, null=False), [(1, None), None]),
    ],
)
def test_a_field_that_may_be_absent_elsewhere_is_still_there(spark, source, other, expected):
    one = _frame(spark, "1 v", source)
    two = _frame(spark, f"{missing(other)} v", other)
    assert [row[0] for row in union(one, two).df.collect()] == expected


def test_a_null_of_a_choice_remains_a_null_beside_absent_ones(spark):
    one = _frame(spark, "CAST(null AS struct<int: int, string: string>) v", Field("v", Choice((INT, STRING))))
    two = _frame(spark, "1 v", Field("v", INT, absent=True, null=False))
    assert [row[0] for row in union(one, two).df.collect()] == [(None, None), (1, None)]


def test_records_of_the_same_schema_are_not_touched(spark):
    frame = _frame(spark, "1 v, named_struct('a', 1) s", Field("v", INT), Field("s", Struct((Field("a", INT),))))
    never_null = Struct(tuple(replace(field, null=False) for field in frame.schema))
    assert conform_records(frame.records, never_null) is frame.df
    assert concatenate(frame.records).df is frame.df


def _frame(spark, columns: str, *fields: Field) -> Frame:
    return Frame.from_resolved(spark.sql(f"SELECT {columns}"), Struct(fields))


names = st.sampled_from(["a", "A", "b", "c d", "e.f"])
scalars = st.sampled_from([None, True, False, 0, 1, -5, 2**40, 0.5, -1.0, "", "x"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, min_size=1, max_size=3),
    max_leaves=6,
)
records = st.lists(st.dictionaries(names, values, max_size=4), min_size=4, max_size=12)


@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(records, records)
def test_a_union_is_what_reading_all_records_at_once_gives(frame_of, records_of, first, second):
    united, at_once = union(frame_of(*first), frame_of(*second)), frame_of(*first, *second)
    assert united.schema == at_once.schema
    assert united.df.schema.simpleString() == spark_struct(at_once.schema).simpleString()
    assert records_of(united) == first + second
