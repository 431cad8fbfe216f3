"""The self-contained examples of the developer guide."""

from __future__ import annotations

import pytest

from awsglue.transforms import DropFields, Join, SplitRows, Unbox, UnnestFrame

FRIENDS = [
    '{"name": "Sally", "age": 23, "location": {"state": "WY", "county": "Fremont"}, "friends": []}',
    '{"name": "Varun", "age": 34, "location": {"state": "NE", "county": "Douglas"}, '  # noqa: ISC004  one line of JSON
    '"friends": [{"name": "Arjun", "age": 3}]}',
    '{"name": "George", "age": 52, "location": {"state": "NY"}, '  # noqa: ISC004  one line of JSON
    '"friends": [{"name": "Fred"}, {"name": "Amy", "age": 15}]}',
    '{"name": "Haruki", "age": 21, "location": {"state": "AK", "county": "Denali"}}',
    '{"name": "Sheila", "age": 63, "friends": [{"name": "Nancy", "age": 22}]}',
]


@pytest.fixture
def friends(read_json):
    return read_json(*FRIENDS)


def test_drop_a_top_level_field(friends, shown):
    """EX-040 a"""
    records = shown(DropFields.apply(friends, paths=["age"]))
    assert records[0] == {"name": "Sally", "location": {"state": "WY", "county": "Fremont"}, "friends": []}
    assert records[4] == {"name": "Sheila", "friends": [{"name": "Nancy", "age": 22}]}


def test_drop_a_field_of_a_struct(friends, shown):
    """EX-040 b"""
    records = shown(friends.drop_fields(["location.county"]))
    assert [record.get("location") for record in records] == [
        {"state": "WY"}, {"state": "NE"}, {"state": "NY"}, {"state": "AK"}, None,
    ]  # fmt: skip
    assert "location" not in records[4]


def test_dropping_the_last_field_of_a_struct_drops_the_struct(friends):
    """EX-040 c"""
    left = friends.drop_fields(["location.state", "location.county"])
    assert [field.name for field in left.schema().fields] == ["name", "age", "friends"]


def test_drop_inside_arrays(friends, printed):
    """EX-040 e"""
    left = friends.drop_fields(paths=["age", "location.county", "friends.age"])
    assert printed(left).splitlines() == [
        "root", "|-- name: string", "|-- location: struct", "|    |-- state: string", "|-- friends: array",
        "|    |-- element: struct", "|    |    |-- name: string",
    ]  # fmt: skip


def test_relationalize_numbers_the_records(read_json):
    """EX-042"""
    people = read_json(
        {"name": "Nancy", "age": 47, "friends": ["Fred", "Lakshmi"]},
        {"name": "Stephanie", "age": 28, "friends": ["Yao", "Phil", "Alvin"]},
        {"name": "Nathan", "age": 54, "friends": ["Nicolai", "Karen"]},
    )
    tables = people.relationalize("people", "/tmp/staging")
    root = [tuple(row) for row in tables.select("people").toDF().collect()]
    assert root == [("Nancy", 47, 1), ("Stephanie", 28, 2), ("Nathan", 54, 3)]
    child = tables.select("people_friends").toDF()
    assert child.columns == ["id", "index", "friends.val"]
    assert sorted(tuple(row) for row in child.collect()) == [
        (1, 0, "Fred"), (1, 1, "Lakshmi"), (2, 0, "Yao"), (2, 1, "Phil"), (2, 2, "Alvin"), (3, 0, "Nicolai"),
        (3, 1, "Karen"),
    ]  # fmt: skip


def test_rename_inside_a_struct(read_json, shown):
    """EX-043"""
    frame = read_json({"name": "Sally", "address": {"state": "NE", "city": "Omaha"}})
    renamed = frame.rename_field("address.state", "address.state_code")
    assert shown(renamed) == [{"name": "Sally", "address": {"city": "Omaha", "state_code": "NE"}}]


def test_unnest_a_struct(read_json):
    """EX-044"""
    frame = read_json({"name": "Sally", "age": 36, "address": {"state": "NE", "city": "Omaha"}})
    for unnested in (frame.unnest(), UnnestFrame.apply(frame)):
        assert [field.name for field in unnested.schema().fields] == ["name", "age", "address.state", "address.city"]


def test_unbox_json_inside_a_csv(glue_context, tmp_path, printed):
    """EX-045"""
    path = tmp_path / "people.csv"
    path.write_text('name,age,address\nSally,36,"{""state"": ""NE"", ""city"": ""Omaha""}"\n')
    frame = glue_context.create_dynamic_frame.from_options("s3", {"paths": [str(path)]}, "csv", {"withHeader": True})
    unboxed = Unbox.apply(frame, path="address", format="json")
    assert printed(unboxed).splitlines()[3:] == [
        "|-- address: struct",
        "|    |-- state: string",
        "|    |-- city: string",
    ]
    assert tuple(unboxed.toDF().first().address) == ("NE", "Omaha")


def test_split_rows_needs_all_predicates(read_json, shown):
    """EX-046"""
    frame = read_json(
        {"age": 70, "address": {"country": "USA"}},
        {"age": 60, "address": {"country": "USA"}},
        {"age": 80, "address": {"country": "CH"}},
        {"address": {"country": "USA"}},
    )
    split = frame.split_rows({"age": {">=": 65}, "address.country": {"=": "USA"}}, "first", "second")
    assert [record["age"] for record in shown(split["first"])] == [70]
    assert len(shown(split["second"])) == 3


def test_split_rows_by_text_constants(read_json, shown):
    """EX-048"""
    frame = read_json(
        {"state": "CA", "data.pineapple": 123},
        {"state": "CO", "data.pineapple": 180},
        {"state": "TX", "data.pineapple": 560},
    )
    split = SplitRows.apply(frame, {"`data.pineapple`": {">": "100", "<": "200"}}, "pa_200_less", "pa_200_more")
    assert [record["state"] for record in shown(split["pa_200_less"])] == ["CA", "CO"]
    assert [record["state"] for record in shown(split["pa_200_more"])] == ["TX"]


def test_join_renames_the_left_copy_of_a_clash_and_compares_keys_in_order(spark, glue_context, shown):
    """EX-056, without Amazon's mistake: (2, 1) does not match (1, 2)."""
    from awsglue import DynamicFrame

    frame1 = DynamicFrame.fromDF(spark.createDataFrame([(1, 2), (2, 1)], ["a", "b"]), glue_context, "one")
    frame2 = DynamicFrame.fromDF(spark.createDataFrame([(1, 2)], ["a", "b"]), glue_context, "two")
    assert shown(frame1.join(["a", "b"], ["a", "b"], frame2)) == [{".a": 1, ".b": 2, "a": 1, "b": 2}]
    assert shown(Join.apply(frame1, frame2, ["a", "b"], ["a", "b"])) == [{".a": 1, ".b": 2, "a": 1, "b": 2}]
