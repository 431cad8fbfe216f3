import pytest

from etl.errors import OptionError
from etl.frame import Frame, from_dataframe, unnest
from etl.frame.physical import spark_struct
from etl.frame.types import INT, STRING, Array, Choice, Field, Struct


def test_fields_of_structs_stand_in_the_place_of_the_struct(frame_of, records_of):
    """EX-044"""
    frame = frame_of(
        {"name": "Sally", "address": {"state": "NE", "geo": {"lat": 1, "lon": 2}, "city": "Omaha"}, "age": 36}
    )
    unnested = unnest(frame)
    names = ["name", "address.state", "address.geo.lat", "address.geo.lon", "address.city", "age"]
    assert unnested.schema.names == names
    assert unnested.to_plain().columns == names
    assert records_of(unnested) == [dict(zip(names, ["Sally", "NE", 1, 2, "Omaha", 36], strict=True))]


def test_arrays_maps_and_choices_stay(spark, frame_of, records_of):
    frame = frame_of({"s": {"a": [1], "o": [{"x": 1}], "c": {"y": 1}}}, {"s": {"c": "text"}})
    assert records_of(unnest(frame)) == [{"s.a": [1], "s.o": [{"x": 1}], "s.c": {"y": 1}}, {"s.c": "text"}]
    maps = from_dataframe(spark.sql("SELECT named_struct('m', map('k', named_struct('x', 1))) AS s"))
    assert records_of(unnest(maps)) == [{"s.m": {"k": {"x": 1}}}]


def test_fields_are_absent_or_null_where_the_struct_is(frame_of, records_of):
    frame = frame_of(
        {"s": {"a": 1, "b": None, "t": {"c": 1}}},
        {"s": {"a": None, "b": 2, "t": None}},
        {"s": None},
        {"o": 1},
        {"s": {"b": 3}},
    )
    assert records_of(unnest(frame)) == [
        {"s.a": 1, "s.b": None, "s.t.c": 1},
        {"s.a": None, "s.b": 2, "s.t.c": None},
        {"s.b": None},
        {"o": 1},
        {"s.b": 3},
    ]


def test_a_null_choice_inside_a_struct_that_may_be_absent_stays_null(spark, records_of):
    schema = Struct((Field("s", Struct((Field("c", Choice((INT, STRING))),)), absent=True, null=False),))
    rows = [((None,),), (((1, None),),), (None,)]
    frame = Frame.from_resolved(spark.createDataFrame(rows, spark_struct(schema)), schema)
    assert records_of(unnest(frame)) == [{"s.c": None}, {"s.c": 1}, {}]


def test_a_struct_without_fields_leaves_nothing(frame_of, records_of):
    assert records_of(unnest(frame_of({"a": 1, "s": {}, "t": {"u": {}}}))) == [{"a": 1}]


def test_names_with_dots_and_names_that_differ_in_case(frame_of, records_of):
    frame = frame_of({"a.b": 1, "s": {"x.y": 2, "id": 3, "ID": 4, "`q`": 5}, "S": {"id": 6}})
    unnested = unnest(frame)
    assert records_of(unnested) == [{"a.b": 1, "s.x.y": 2, "s.id": 3, "s.ID": 4, "s.`q`": 5, "S.id": 6}]
    assert unnested.to_plain().columns == ["a.b", "s.x.y", "s.id", "s.ID", "s.`q`", "S.id"]


def test_two_fields_that_come_to_have_one_name_are_an_error(frame_of):
    with pytest.raises(OptionError, match=r"unnest: field: cannot use '`a\.b`'.*rename_field"):
        unnest(frame_of({"a.b": 1, "a": {"b": 2}})).schema  # noqa: B018


def test_twelve_levels(frame_of, records_of):
    record = {"leaf": 1}
    for level in range(12, 0, -1):
        record = {f"l{level}": record}
    assert records_of(unnest(frame_of(record))) == [{".".join([*(f"l{n}" for n in range(1, 13)), "leaf"]): 1}]


def test_a_thousand_columns_and_no_job(spark, no_jobs):
    members = ", ".join(f"'c{n}', {n}" for n in range(1_000))
    frame = from_dataframe(spark.sql(f"SELECT named_struct({members}) AS s, array(1) AS a"))
    with no_jobs():
        unnested = unnest(frame)
        assert len(unnested.schema) == 1_001
        assert unnested.schema.get("a").type == Array(INT)
    assert unnested.to_plain().first()["s.c999"] == 999
