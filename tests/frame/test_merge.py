from __future__ import annotations

import pytest

from etl.errors import EtlWarning, OptionError, UnknownNameError
from etl.frame.dataframes import from_dataframe
from etl.frame.transforms.merge import merge


def test_staged_records_take_the_place_of_those_with_their_key(frame_of, records_of):
    source = frame_of({"id": 1, "v": "old"}, {"id": 2, "v": "kept"}, {"id": 2, "v": "kept too"})
    staged = frame_of({"id": 1, "v": "new"}, {"id": 1, "v": "new too"}, {"id": 3, "extra": True})
    assert sorted(records_of(merge(source, staged, ["id"])), key=repr) == sorted(
        [
            {"id": 2, "v": "kept"}, {"id": 2, "v": "kept too"},
            {"id": 1, "v": "new"}, {"id": 1, "v": "new too"}, {"id": 3, "extra": True},
        ],
        key=repr,
    )  # fmt: skip


def test_records_without_a_key_stay_on_both_sides(frame_of, records_of):
    merged = merge(frame_of({"id": None}, {"v": 1}, {"id": 1}), frame_of({"id": None}, {"id": 1, "v": 2}), "id")
    assert sorted(records_of(merged), key=repr) == [{"id": 1, "v": 2}, {"id": None}, {"id": None}, {"v": 1}]


def test_all_keys_must_be_equal_and_may_be_nested(frame_of, records_of):
    source = frame_of({"a": 1, "s": {"b": 1}}, {"a": 1, "s": {"b": 2}})
    merged = merge(source, frame_of({"a": 1.0, "s": {"b": 1}, "new": True}), ["a", "s.b"])
    assert sorted(records_of(merged), key=repr) == [
        {"a": 1, "s": {"b": 2}}, {"a": 1.0, "s": {"b": 1}, "new": True},
    ]  # fmt: skip


def test_keys_of_other_types_are_other_keys(frame_of, records_of):
    merged = merge(frame_of({"id": 1}), frame_of({"id": "1"}), "id")
    with pytest.warns(EtlWarning, match="mergeDynamicFrame: 'id' is int in the first frame, 'id' is string"):
        assert records_of(merged) == [{"id": 1}, {"id": "1"}]


def test_a_frame_merges_with_itself_and_with_nothing(frame_of, records_of):
    frame = frame_of({"id": 1})
    assert records_of(merge(frame, frame, "id")) == [{"id": 1}]
    assert records_of(merge(frame, frame_of(), "id")) == records_of(merge(frame_of(), frame, "id")) == [{"id": 1}]


def test_keys_that_cannot_be_used_are_named(spark, no_jobs):
    frame = from_dataframe(spark.range(1))
    with no_jobs():
        _ = merge(frame, frame, "id").df
    with pytest.raises(OptionError, match="primary_keys"):
        merge(frame, frame, [])
    with pytest.raises(UnknownNameError, match=r"first frame of mergeDynamicFrame 'key'\. Known: id"):
        _ = merge(frame, frame, ["key"]).df
