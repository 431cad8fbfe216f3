from __future__ import annotations

import sys

import pytest

from etl.errors import EnvironmentMismatchError, OptionError
from etl.testing import assert_frame_equal


class DynamicFrame:
    """Stands for a DynamicFrame: something with a toDF."""

    def __init__(self, df):
        self.toDF = lambda: df


@pytest.fixture(scope="module")
def people(spark):
    return spark.createDataFrame([("Ann", 1.5), ("Bob", 2.5)], "name string, weight double")


def test_equal_frames_pass(people):
    assert_frame_equal(people, people)


def test_a_dynamic_frame_is_compared_with_a_dataframe(people):
    assert_frame_equal(DynamicFrame(people), people)
    assert_frame_equal(people, DynamicFrame(people))


def test_rows_are_a_bag_unless_order_is_checked(people):
    turned = people.orderBy("name", ascending=False)
    assert_frame_equal(turned, people)
    with pytest.raises(AssertionError):
        assert_frame_equal(turned, people, check_row_order=True)


def test_duplicates_are_counted(spark):
    once = spark.createDataFrame([(1,), (2,), (2,)], "n int")
    twice = spark.createDataFrame([(1,), (1,), (2,)], "n int")
    with pytest.raises(AssertionError, match=r"n=1"):
        assert_frame_equal(once, twice)


def test_columns_and_nested_fields_are_found_by_name(spark):
    one = spark.sql("select 1 a, named_struct('x', 1, 'y', array(named_struct('p', 1, 'q', 2))) b")
    two = spark.sql("select named_struct('y', array(named_struct('q', 2, 'p', 1)), 'x', 1) b, 1 a")
    assert_frame_equal(one, two)
    with pytest.raises(AssertionError):
        assert_frame_equal(one, two, check_column_order=True)


def test_a_type_that_differs_is_shown(spark):
    with pytest.raises(AssertionError, match=r"(?s)IntegerType.*LongType"):
        assert_frame_equal(spark.sql("select 1 a"), spark.sql("select 1L a"))


def test_nullability_is_not_compared(spark):
    assert_frame_equal(spark.sql("select 1 a"), spark.createDataFrame([(1,)], "a int"))


def test_a_missing_row_is_shown_with_the_counts(people):
    with pytest.raises(AssertionError, match=r"(?s)actual has 1, expected has 2.*Bob"):
        assert_frame_equal(people.limit(1), people)


def test_a_value_that_differs_is_shown_on_both_sides(spark, people):
    other = spark.createDataFrame([("Ann", 1.5), ("Bob", 9.5)], people.schema)
    with pytest.raises(AssertionError, match=r"(?s)weight=2\.5.*weight=9\.5") as caught:
        assert_frame_equal(people, other)
    assert "Ann" not in str(caught.value)


def test_floats_are_compared_within_the_tolerance_at_any_depth(spark):
    one = spark.sql("select array(named_struct('x', 0.1D)) a, map('k', 1.0D) m")
    two = spark.sql("select array(named_struct('x', 0.1000001D)) a, map('k', 1.0000001D) m")
    assert_frame_equal(one, two)
    with pytest.raises(AssertionError):
        assert_frame_equal(one, two, rtol=0, atol=0)


def test_near_floats_do_not_part_rows_that_belong_together(spark):
    one = spark.createDataFrame([(9.9999999, "a"), (10.0, "b")], "x double, k string")
    two = spark.createDataFrame([(10.0, "a"), (9.9999999, "b")], "x double, k string")
    assert_frame_equal(one, two)


def test_nan_equals_nan_and_nothing_else(spark):
    nan, one = spark.sql("select double('NaN') x"), spark.sql("select 1.0D x")
    assert_frame_equal(nan, nan)
    with pytest.raises(AssertionError):
        assert_frame_equal(nan, one)


def test_null_differs_from_a_value(spark):
    with pytest.raises(AssertionError):
        assert_frame_equal(spark.sql("select cast(null as double) x"), spark.sql("select 0.0D x"))


def test_many_unequal_rows_are_cut_short(spark):
    with pytest.raises(AssertionError, match=r"and 30 more"):
        assert_frame_equal(spark.range(50), spark.range(100, 150))


def test_something_else_than_a_frame_is_refused_by_name(people):
    with pytest.raises(OptionError, match=r"expected: cannot use 'int'"):
        assert_frame_equal(people, 3)


def test_without_chispa_the_message_says_what_to_install(monkeypatch, people):
    monkeypatch.setitem(sys.modules, "chispa", None)
    with pytest.raises(EnvironmentMismatchError, match=r"pip install \"local-glue\[testing\]\""):
        assert_frame_equal(people.limit(1), people)
