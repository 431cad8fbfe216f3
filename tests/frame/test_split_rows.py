from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from etl.errors import OptionError, UnknownNameError
from etl.frame.dataframes import from_dataframe
from etl.frame.transforms.rows import split_rows


def ids(frame):
    return sorted(row[0] for row in frame.to_plain().select("id").collect())


def split(frame, comparisons):
    parts = split_rows(frame, comparisons, "one", "two")
    assert [part.name for part in parts.values()] == list(parts) == ["one", "two"]
    return [ids(part) for part in parts.values()]


def test_rows_that_pass_and_the_others(spark):
    """EX-017."""
    assert split(from_dataframe(spark.range(8, 13)), {"id": {">": 10}}) == [[11, 12], [8, 9, 10]]


def test_all_comparisons_must_hold_and_paths_may_be_nested(frame_of):
    """EX-046."""
    frame = frame_of(
        {"id": 1, "age": 70, "address": {"country": "USA"}}, {"id": 2, "age": 65, "address": {"country": "USA"}},
        {"id": 3, "age": 64, "address": {"country": "USA"}}, {"id": 4, "age": 70, "address": {"country": "CH"}},
        {"id": 5, "age": 70, "address": {}}, {"id": 6, "age": 70}, {"id": 7, "age": None, "address": None},
    )  # fmt: skip
    assert split(frame, {"age": {">=": 65}, "address.country": {"=": "USA"}}) == [[1, 2], [3, 4, 5, 6, 7]]


def test_a_name_with_a_dot_is_quoted_and_text_is_read_as_a_number(spark, frame_of):
    """EX-048."""
    test = {"`data.pineapple`": {">": "100", "<": "200"}}
    frame = frame_of(*[{"id": id_, "data.pineapple": value} for id_, value in (("CA", 123), ("CO", 180), ("TX", 560))])
    assert split(frame, test) == [["CA", "CO"], ["TX"]]
    texts = from_dataframe(frame.to_plain().selectExpr("id", "string(`data.pineapple`) AS `data.pineapple`"))
    assert split(texts, test) == [["CA", "CO"], ["TX"]]
    assert split(texts, {"`data.pineapple`": {">": 99, "<=": 180.0}}) == [["CA", "CO"], ["TX"]]


@pytest.mark.parametrize(
    ("operator", "passing"), [("=", [2]), ("!=", [1, 3]), ("<", [1]), ("<=", [1, 2]), (">", [3]), (">=", [2, 3])]
)
def test_operators_and_a_null_never_passes(frame_of, operator, passing):
    frame = frame_of({"id": 1, "v": 1}, {"id": 2, "v": 2}, {"id": 3, "v": 3}, {"id": 4, "v": None}, {"id": 5})
    assert split(frame, {"v": {operator: 2}}) == [passing, [i for i in (1, 2, 3, 4, 5) if i not in passing]]


def test_each_type_of_a_choice_is_compared_for_itself(frame_of):
    frame = frame_of(*[{"id": id_, "v": value} for id_, value in enumerate((5, "7", "many", [9], 2**40), start=1)])
    assert split(frame, {"v": {">": 5}}) == [[2, 5], [1, 3, 4]]
    assert split(frame, {"v": {"=": "many"}}) == [[3], [1, 2, 4, 5]]
    assert split(frame, {"v": {"!=": 5}}) == [[2, 5], [1, 3, 4]]


@pytest.mark.parametrize(
    ("column", "constant"),
    [
        ("d", dt.date(2020, 1, 2)), ("d", "2020-01-02"), ("d", dt.datetime(2020, 1, 2)),  # noqa: DTZ001
        ("t", "2020-01-02 00:00:00"), ("t", dt.date(2020, 1, 2)), ("text", dt.date(2020, 1, 2)),
        ("n", Decimal("2.50")), ("n", 2.5), ("n", "2.5"), ("x", "2.5"), ("x", Decimal("2.5")),
        ("digits", 12345678901234567),
        ("flag", True), ("flag", "true"), ("bit", True), ("digits", "12345678901234567"), ("big", 10**30),
    ],
)  # fmt: skip
def test_constants_of_every_kind(spark, column, constant):
    row = (
        "DATE'2020-01-02' d, TIMESTAMP'2020-01-02' t, '2020-01-02' text, 2.50BD n, 2.5D x, '12345678901234567' digits,"
        "true flag, 1 bit, CAST('1e30' AS decimal(38, 0)) big"
    )
    other = (
        "DATE'2020-01-03', TIMESTAMP'2020-01-02 00:00:01', 'no date', 2.51BD, 2.6D, '12345678901234568', false, 0,"
        "CAST('1e30' AS decimal(38, 0)) + 1"
    )
    frame = from_dataframe(spark.sql(f"SELECT 1 id, {row} UNION ALL SELECT 2, {other}"))
    assert split(frame, {column: {"=": constant}}) == [[1], [2]]


def test_without_a_comparison_all_rows_pass_and_where_nothing_was_read_none(spark, frame_of):
    assert split(from_dataframe(spark.range(2)), {}) == [[0, 1], []]
    parts = split_rows(frame_of(), {"v": {"=": 1}}, "one", "two")
    assert [part.count() for part in parts.values()] == [0, 0]


@pytest.mark.parametrize("constant", [None, [1], {"a": 1}, b"x", Decimal("NaN"), Decimal("1e-50"), 10**40])
def test_a_constant_of_another_kind_is_named(spark, constant):
    with pytest.raises(OptionError, match="constant: cannot use"):
        split_rows(from_dataframe(spark.range(1)), {"id": {"=": constant}}, "one", "two")


def test_comparisons_that_cannot_be_made_are_named(spark, no_jobs):
    frame = from_dataframe(spark.sql("SELECT 1 AS id, named_struct('a', 1) AS s, DATE'2020-01-01' AS d"))
    with no_jobs():
        _ = [part.df for part in split_rows(frame, {"id": {"=": 1}}, "one", "two").values()]
    with pytest.raises(UnknownNameError, match=r"operator of split_rows '=='\. Did you mean '='"):
        split_rows(frame, {"id": {"==": 1}}, "one", "two")
    with pytest.raises(OptionError, match="split_rows: cannot use 10"):
        split_rows(frame, {"id": 10}, "one", "two")
    with pytest.raises(UnknownNameError, match=r"field in split_rows 's\.b'\. Did you mean 's\.a'"):
        _ = split_rows(frame, {"s.b": {"=": 1}}, "one", "two")["one"].df
    for path in ("s", "d"):
        with pytest.raises(OptionError, match=f"split_rows of '{path}': cannot use 1; a value that is"):
            _ = split_rows(frame, {path: {"=": 1}}, "one", "two")["two"].df


def test_a_comparison_with_a_number_is_pushed_down_to_parquet(spark, tmp_path):
    spark.range(3).selectExpr("int(id) AS id").write.parquet(str(tmp_path / "t"))
    parts = split_rows(from_dataframe(spark.read.parquet(str(tmp_path / "t"))), {"id": {">": 1}}, "one", "two")
    assert "GreaterThan(id,1)" in parts["one"].df._jdf.queryExecution().executedPlan().toString()
