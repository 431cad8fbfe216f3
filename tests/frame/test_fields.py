import pytest

from etl.errors import OptionError
from etl.frame import drop_fields, drop_null_fields, null_fields, rename_field, select_fields, split_fields


def test_drop_fields_passes_over_unknown_paths_and_takes_one_text(frame_of, records_of):
    frame = frame_of({"a": 1, "b": {"c": 2, "d": 3}})
    assert records_of(drop_fields(frame, "a")) == [{"b": {"c": 2, "d": 3}}]
    assert records_of(drop_fields(frame, ["b.c", "nope", "a.x"])) == [{"a": 1, "b": {"d": 3}}]


def test_drop_fields_reaches_the_struct_of_a_choice(frame_of, records_of):
    frame = frame_of({"v": {"a": 1, "b": 2}}, {"v": "text"})
    assert records_of(drop_fields(frame, ["v.a"])) == [{"v": {"b": 2}}, {"v": "text"}]


def test_select_fields_keeps_the_order_of_the_records(frame_of, records_of):
    frame = frame_of({"a": 1, "b": {"c": 2, "d": 3}, "e": [{"f": 1, "g": 2}]})
    assert records_of(select_fields(frame, ["e.f", "b.c", "a"])) == [{"a": 1, "b": {"c": 2}, "e": [{"f": 1}]}]
    assert records_of(select_fields(frame, "nope")) == [{}]
    assert records_of(drop_fields(frame, ["e[].f", "b"])) == [{"a": 1, "e": [{"g": 2}]}]


def test_split_fields(frame_of, records_of):
    parts = split_fields(frame_of({"a": 1, "b": 2}), ["b"], "one", "two")
    assert [records_of(frame) for frame in parts.values()] == [[{"b": 2}], [{"a": 1}]]
    assert [frame.name for frame in parts.values()] == ["one", "two"]


def test_rename_into_and_out_of_structs(frame_of, records_of):
    frame = frame_of({"a": 1, "s": {"x": 2, "y": 3}}, {"s": {"y": 4}}, {"a": 5})
    assert records_of(rename_field(frame, "s.x", "t.u.x")) == [
        {"a": 1, "s": {"y": 3}, "t": {"u": {"x": 2}}}, {"s": {"y": 4}}, {"a": 5},
    ]  # fmt: skip
    assert records_of(rename_field(frame, "a", "s.a")) == [
        {"s": {"x": 2, "y": 3, "a": 1}}, {"s": {"y": 4}}, {"s": {"a": 5}},
    ]  # fmt: skip
    assert records_of(rename_field(frame, "nope", "b")) == records_of(frame)
    with pytest.raises(OptionError, match="rename_field"):
        rename_field(frame, "s", "s.s").schema  # noqa: B018


def test_names_that_differ_in_case_are_two_fields(frame_of, records_of):
    frame = frame_of({"id": 1, "ID": 2}, {"Id": 3})
    assert frame.to_plain().columns == ["id", "ID", "Id"]
    assert records_of(drop_fields(frame, ["ID"])) == [{"id": 1}, {"Id": 3}]
    assert records_of(rename_field(frame, "Id", "key")) == [{"id": 1, "ID": 2}, {"key": 3}]


def test_null_fields_are_those_that_no_record_fills(frame_of, records_of):
    frame = frame_of({"a": None, "b": {"c": None, "d": 1}, "e": [], "f": [{"g": None, "h": 2}]}, {"a": None})
    assert null_fields(frame) == ["a", "b.c", "e", "f.g"]
    assert records_of(drop_null_fields(frame)) == [{"b": {"d": 1}, "f": [{"h": 2}]}, {}]


def test_transforms_start_no_job(frame_of, no_jobs):
    frame = frame_of({"a": 1, "b": {"c": 2}})
    with no_jobs():
        rename_field(drop_fields(select_fields(frame, ["a", "b"]), ["b.c"]), "a", "z")
