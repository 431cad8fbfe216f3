import random

import pytest

from etl.errors import EtlWarning, OptionError
from etl.frame import Frame, filter_records, from_dataframe, join, relationalize, union
from etl.frame.types import INT, LONG, STRING


@pytest.fixture
def jobs(spark):
    """Returns a function that gives the number of Spark jobs since its last call."""
    scheduler = spark.sparkContext._jsc.sc().dagScheduler()
    last = [scheduler.numTotalJobs()]

    def since() -> int:
        last.append(scheduler.numTotalJobs())
        return last[-1] - last[-2]

    return since


@pytest.fixture
def nested(spark, tmp_path) -> Frame:
    """Returns ten records of two partitions of Parquet files; each third one lacks the array `a`."""
    rows = spark.range(0, 10, 1, 2).selectExpr(
        "id AS n",
        "IF(id % 3 = 0, null, array(named_struct('x', id, 'b', IF(id % 2 = 0, array('p', 'q'), null)), null)) AS a",
    )
    rows.write.parquet(str(tmp_path / "nested"))
    return from_dataframe(spark.read.parquet(str(tmp_path / "nested")), "nested")


def rows(frame: Frame) -> list[tuple]:
    return [tuple(row) for row in frame.to_plain().collect()]


def test_arrays_become_tables_and_their_columns_keys(frame_of, records_of):
    """EX-042"""
    people = frame_of({"name": "Nancy", "friends": ["Fred", "Lakshmi"]}, {"name": "Nathan", "friends": ["Karen"]})
    tables = relationalize(people, "people", "s3://bucket/staging/")
    assert list(tables) == ["people", "people_friends"]
    assert [frame.name for frame in tables.values()] == list(tables)
    assert records_of(tables["people"]) == [{"name": "Nancy", "friends": 1}, {"name": "Nathan", "friends": 2}]
    assert rows(tables["people_friends"]) == [(1, 0, "Fred"), (1, 1, "Lakshmi"), (2, 0, "Karen")]
    assert [(f.name, f.type) for f in tables["people_friends"].schema] == [
        ("id", LONG), ("index", INT), ("friends.val", STRING),
    ]  # fmt: skip


def test_only_arrays_that_are_there_have_keys(frame_of, records_of):
    frame = frame_of({"a": [1]}, {"b": True}, {"a": None}, {"a": []}, {"a": [2, None]})
    tables = relationalize(frame, "root")
    assert records_of(tables["root"]) == [{"a": 1}, {"b": True}, {"a": None}, {"a": 2}, {"a": 3}]
    assert records_of(tables["root_a"]) == [
        {"id": 1, "index": 0, "a.val": 1}, {"id": 3, "index": 0, "a.val": 2}, {"id": 3, "index": 1, "a.val": None},
    ]  # fmt: skip


def test_arrays_inside_structs_and_elements(frame_of, records_of):
    frame = frame_of({"s": {"a": [{"x": 1, "t": {"b": ["u", "v"]}}, {"x": 2}, {"t": {"b": []}}]}, "z": 0})
    tables = relationalize(frame, "root")
    assert {name: records_of(table) for name, table in tables.items()} == {
        "root": [{"s.a": 1, "z": 0}],
        "root_s.a": [
            {"id": 1, "index": 0, "s.a.val.x": 1, "s.a.val.t.b": 1},
            {"id": 1, "index": 1, "s.a.val.x": 2},
            {"id": 1, "index": 2, "s.a.val.t.b": 2},
        ],
        "root_s.a.val.t.b": [
            {"id": 1, "index": 0, "s.a.val.t.b.val": "u"},
            {"id": 1, "index": 1, "s.a.val.t.b.val": "v"},
        ],
    }


def test_arrays_of_arrays_repeat_val(frame_of, records_of):
    tables = relationalize(frame_of({"m": [[1, 2], None, []]}, {"m": [[3]]}), "root")
    assert {name: records_of(table) for name, table in tables.items()} == {
        "root": [{"m": 1}, {"m": 2}],
        "root_m": [
            {"id": 1, "index": 0, "m.val": 1},
            {"id": 1, "index": 1, "m.val": None},
            {"id": 1, "index": 2, "m.val": 2},
            {"id": 2, "index": 0, "m.val": 3},
        ],
        "root_m.val": [
            {"id": 1, "index": 0, "m.val.val": 1},
            {"id": 1, "index": 1, "m.val.val": 2},
            {"id": 3, "index": 0, "m.val.val": 3},
        ],
    }


def test_choices_and_maps_stay_as_they_are(spark, frame_of, records_of):
    frame = frame_of({"c": [1], "o": [{"d": [1]}]}, {"c": {"x": 1}, "o": [{"d": "text"}]})
    tables = relationalize(frame, "root")
    assert list(tables) == ["root", "root_o"]
    assert records_of(tables["root"]) == [{"c": [1], "o": 1}, {"c": {"x": 1}, "o": 2}]
    assert [row["o.val.d"] for row in records_of(tables["root_o"])] == [[1], "text"]
    maps = from_dataframe(spark.sql("SELECT map('k', array(1)) AS m"))
    assert records_of(relationalize(maps, "root")["root"]) == [{"m": {"k": [1]}}]


def test_a_frame_without_arrays_is_unnested(frame_of, records_of, no_jobs):
    frame = frame_of({"s": {"x": 1}}, {"s": {"x": 2}})
    tables = relationalize(frame, "root")
    assert list(tables) == ["root"]
    assert records_of(tables["root"]) == [{"s.x": 1}, {"s.x": 2}]


def test_keys_run_through_all_partitions_and_agree_between_tables(nested):
    tables = relationalize(nested, "root")
    assert rows(tables["root"]) == [
        (0, None), (1, 1), (2, 2), (3, None), (4, 3), (5, 4), (6, None), (7, 5), (8, 6), (9, None),
    ]  # fmt: skip
    assert rows(tables["root_a"]) == [
        (1, 0, 1, None), (1, 1, None, None), (2, 0, 2, 1), (2, 1, None, None), (3, 0, 4, 2), (3, 1, None, None),
        (4, 0, 5, None), (4, 1, None, None), (5, 0, 7, None), (5, 1, None, None), (6, 0, 8, 3), (6, 1, None, None),
    ]  # fmt: skip
    assert rows(tables["root_a.val.b"]) == [(key, index, "pq"[index]) for key in (1, 2, 3) for index in (0, 1)]


def test_no_job_before_an_action_and_the_arrays_are_counted_once(nested, jobs):
    jobs()
    tables = relationalize(nested, "root")
    plain = {name: table.to_plain() for name, table in tables.items()}
    assert jobs() == 0
    assert plain["root"].select("n").collect()
    assert jobs() == 1
    assert plain["root_a.val.b"].collect()
    assert jobs() == 2
    for table in plain.values():
        assert table.collect()
        assert jobs() == 1


def test_filters_and_limits_on_a_table_leave_the_keys_alone(nested):
    tables = {name: table.to_plain() for name, table in relationalize(nested, "root").items()}
    assert [tuple(row) for row in tables["root"].where("n > 6").collect()] == [(7, 5), (8, 6), (9, None)]
    assert [tuple(row) for row in tables["root_a"].where("`a.val.x` = 8").collect()] == [(6, 0, 8, 3)]
    assert [row.id for row in tables["root_a.val.b"].where("index = 1 AND id > 1").collect()] == [2, 3]
    assert [row.a for row in tables["root"].orderBy("n", ascending=False).limit(3).collect()] == [None, 6, 5]
    both = tables["root"].join(tables["root_a"], tables["root"].a == tables["root_a"].id).where("n = `a.val.x`")
    assert both.count() == 6


def test_keys_agree_where_the_rows_are_shuffled(spark, nested):
    side = from_dataframe(spark.range(10).selectExpr("id AS m", "array(id) AS own").repartition(3))
    tables = relationalize(join(nested, side, "n", "m"), "root")
    root = {row.own: row.n for row in tables["root"].to_plain().collect()}
    assert sorted(root) == list(range(1, 11))
    own = tables["root_own"].to_plain().collect()
    assert {row.id: row["own.val"] for row in own} == root
    keys = {row.a: row.n for row in tables["root"].to_plain().collect() if row.a}
    assert {row.id: row["a.val.x"] for row in tables["root_a"].to_plain().where("index = 0").collect()} == keys


def test_keys_agree_where_a_function_answers_differently_each_time(spark):
    frame = from_dataframe(spark.range(0, 200, 1, 2).selectExpr("id", "array(id) AS a"))
    tables = relationalize(filter_records(frame, lambda record: random.random() < 0.5), "root")
    values = [(row.a, row.id) for row in tables["root"].to_plain().collect()]
    assert 0 < len(values) < 200
    assert [(row.id, row["a.val"]) for row in tables["root_a"].to_plain().collect()] == values


def test_local_rows_and_unions(spark, nested):
    made = from_dataframe(spark.createDataFrame([(1, [[1], [2]]), (2, None), (3, [[3]])], "i int, a array<array<int>>"))
    tables = relationalize(made, "root")
    assert rows(tables["root"]) == [(1, 1), (2, None), (3, 2)]
    assert rows(tables["root_a"]) == [(1, 0, 1), (1, 1, 2), (2, 0, 3)]
    assert rows(tables["root_a.val"]) == [(1, 0, 1), (2, 0, 2), (3, 0, 3)]
    values = from_dataframe(spark.sql("SELECT * FROM VALUES (array(1)), (array(2)), (array(3)) AS t(v)"))
    assert rows(relationalize(values, "root")["root_v"]) == [(1, 0, 1), (2, 0, 2), (3, 0, 3)]
    twice = relationalize(union(nested, nested), "root")
    assert [row[1] for row in rows(twice["root"]) if row[1]] == list(range(1, 13))
    assert [row[0] for row in rows(twice["root_a"]) if row[1] == 0] == list(range(1, 13))


def test_names_with_dots_and_names_that_differ_in_case(frame_of, records_of):
    frame = frame_of({"a.b": [1], "Tags": [{"ID": 1, "id": 2}], "tags": ["x"], "id": 7})
    tables = relationalize(frame, "root")
    assert {name: records_of(table) for name, table in tables.items()} == {
        "root": [{"a.b": 1, "Tags": 1, "tags": 1, "id": 7}],
        "root_a.b": [{"id": 1, "index": 0, "a.b.val": 1}],
        "root_Tags": [{"id": 1, "index": 0, "Tags.val.ID": 1, "Tags.val.id": 2}],
        "root_tags": [{"id": 1, "index": 0, "tags.val": "x"}],
    }


def test_names_that_come_to_be_the_same_are_errors(frame_of):
    with pytest.raises(OptionError, match=r"relationalize: field: cannot use '`a\.b`'"):
        relationalize(frame_of({"a.b": [1], "a": {"b": [2]}}), "root")
    with pytest.raises(OptionError, match=r"relationalize: table: cannot use 'root_a\.val'"):
        relationalize(frame_of({"a": [[1]], "a.val": [2]}), "root")


def test_an_option_that_glue_does_not_know_is_named(frame_of):
    with pytest.warns(EtlWarning, match="relationalize: there is no option 'fast'"):
        relationalize(frame_of({"a": 1}), "root", options={"fast": True})


def test_the_error_records_of_the_source_come_along(frame_of):
    tables = relationalize(frame_of({"a": [1]}, '{"a": ', {"a": [2]}, {"a": [3]}), "root")
    assert [table.errors_count() for table in tables.values()] == [1, 1]


def test_twelve_levels_of_arrays(frame_of, records_of):
    record = {"leaf": [1]}
    for level in range(11, 0, -1):
        record = {f"l{level}": [record]}
    tables = relationalize(frame_of(record, record), "root")
    assert len(tables) == 13
    last = ".val.".join([*(f"l{n}" for n in range(1, 12)), "leaf"])
    assert records_of(tables[f"root_{last}"]) == [{"id": key, "index": 0, f"{last}.val": 1} for key in (1, 2)]


def test_a_thousand_columns(spark):
    frame = from_dataframe(spark.range(2).selectExpr(*[f"{n} AS c{n}" for n in range(1_000)], "array(id) AS a"))
    root = relationalize(frame, "root")["root"].to_plain().collect()
    assert [(row.c999, row.a) for row in root] == [(999, 1), (999, 2)]
