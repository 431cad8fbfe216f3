from __future__ import annotations

import pytest

from etl.errors import OptionError
from etl.frame.dataframes import from_dataframe
from etl.frame.transforms.partitions import coalesce, repartition
from etl.frame.transforms.union import union


def test_fields_are_matched_by_name_and_missing_ones_stay_missing(frame_of, records_of):
    united = union(frame_of({"a": 1, "b": "x"}), frame_of({"b": None, "c": [1], "a": "two"}))
    assert united.schema.names == ["a", "b", "c"]
    assert records_of(united) == [{"a": 1, "b": "x"}, {"a": "two", "b": None, "c": [1]}]


def test_a_frame_with_itself_has_each_record_twice(frame_of, records_of):
    frame = frame_of({"a": 1})
    assert records_of(union(frame, frame)) == [{"a": 1}, {"a": 1}]


def test_an_empty_frame_adds_nothing(frame_of, records_of):
    assert records_of(union(frame_of(), frame_of({"a": 1}))) == [{"a": 1}]
    assert records_of(union(frame_of({"a": 1}), frame_of())) == [{"a": 1}]


def test_names_that_differ_in_case_stay_apart(frame_of, records_of):
    assert records_of(union(frame_of({"id": 1}), frame_of({"ID": 2}))) == [{"id": 1}, {"ID": 2}]


def test_partitions(spark):
    frame = from_dataframe(spark.range(8).repartition(4))
    assert repartition(frame, 3).num_partitions() == 3
    assert coalesce(frame, 2).num_partitions() == 2
    assert coalesce(frame, 6).num_partitions() == 4
    assert coalesce(frame, 6, shuffle=True).num_partitions() == 6
    assert repartition(frame, 3).count() == 8


@pytest.mark.parametrize("number", [0, -1, "4", 2.0, True, None])
def test_a_number_of_partitions_is_a_whole_number_above_zero(spark, number):
    frame = from_dataframe(spark.range(1))
    for change in (repartition, coalesce):
        with pytest.raises(OptionError, match=f"num_partitions: cannot use {number!r}"):
            change(frame, number)


def test_no_job_starts_before_an_action(spark, no_jobs):
    frame = from_dataframe(spark.range(2))
    with no_jobs():
        _ = coalesce(repartition(union(frame, frame), 2), 1).df
