from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.errors import EtlWarning, OptionError, UnknownNameError
from etl.frame.dataframes import from_dataframe
from etl.frame.transforms.fields import drop_fields, rename_field
from etl.frame.transforms.join import join


def sorted_records(records):
    return sorted(records, key=repr)


def test_the_left_one_of_two_fields_of_one_name_gets_a_dot_and_keys_are_compared_in_order(spark):
    """EX-056, where AWS Glue also puts (2, 1) together with (1, 2), which is a fault of its own."""
    one = from_dataframe(spark.createDataFrame([(1, 2), (2, 1)], ["a", "b"]))
    two = from_dataframe(spark.createDataFrame([(1, 2)], ["a", "b"]))
    joined = join(one, two, ["a", "b"], ["a", "b"])
    assert [row.asDict() for row in joined.to_plain().collect()] == [{".a": 1, ".b": 2, "a": 1, "b": 2}]


def test_fields_of_one_name_that_no_pair_has_twice_do_not_clash(frame_of, records_of):
    """EX-008: organizations and persons both have links and images, those that belong together do not."""
    persons = frame_of({"id": "p1", "name": "Ann", "links": ["a"]}, {"id": "p2", "name": "Bob", "image": "i"})
    memberships = frame_of(
        {"person_id": "p1", "organization_id": "o1"}, {"person_id": "p2", "organization_id": "o1"},
        {"organization_id": "o2"}, {"person_id": None, "organization_id": "o2"},
    )  # fmt: skip
    orgs = frame_of({"id": "o1", "name": "House"}, {"id": "o2", "name": "Party", "links": ["x"], "image": "j"})
    orgs = rename_field(rename_field(orgs, "id", "org_id"), "name", "org_name")
    joined = drop_fields(
        join(orgs, join(persons, memberships, "id", "person_id"), "org_id", "organization_id"), ["person_id", "org_id"]
    )
    assert sorted(joined.schema.names) == ["id", "image", "links", "name", "org_name", "organization_id"]
    assert sorted_records(records_of(joined)) == sorted_records([
        {"org_name": "House", "links": ["a"], "id": "p1", "name": "Ann", "organization_id": "o1"},
        {"org_name": "House", "image": "i", "id": "p2", "name": "Bob", "organization_id": "o1"},
    ])  # fmt: skip


def test_a_clash_is_decided_pair_by_pair(frame_of, records_of):
    one = frame_of({"k": 1, "v": 1}, {"k": 2, "v": None}, {"k": 3}, {"k": 4, "v": 4})
    two = frame_of({"k": 1, "v": "r"}, {"k": 2, "v": "r"}, {"k": 3, "v": "r"}, {"k": 4})
    assert sorted_records(records_of(join(one, two, "k", "k"))) == sorted_records([
        {".k": 1, "k": 1, ".v": 1, "v": "r"},
        {".k": 2, "k": 2, ".v": None, "v": "r"},
        {".k": 3, "k": 3, "v": "r"},
        {".k": 4, "k": 4, "v": 4},
    ])  # fmt: skip


def test_a_field_that_one_side_always_has_clashes_where_the_other_has_it(frame_of, records_of):
    always, sometimes = frame_of({"k": 1, "v": 1}, {"k": 2, "v": 2}), frame_of({"k": 1, "v": "s"}, {"k": 2})
    assert sorted_records(records_of(join(always, sometimes, "k", "k"))) == [
        {".k": 1, "k": 1, ".v": 1, "v": "s"}, {".k": 2, "k": 2, "v": 2},
    ]  # fmt: skip
    assert sorted_records(records_of(join(sometimes, always, "k", "k"))) == [
        {".k": 1, ".v": "s", "k": 1, "v": 1}, {".k": 2, "k": 2, "v": 2},
    ]  # fmt: skip


def test_a_null_or_missing_key_equals_nothing(frame_of, records_of):
    one, two = frame_of({"a": None}, {}, {"a": 1}), frame_of({"b": None}, {}, {"b": 1})
    assert records_of(join(one, two, "a", "b")) == [{"a": 1, "b": 1}]


def test_numbers_are_equal_by_value_and_other_types_to_their_own(spark, frame_of, records_of):
    mixed = frame_of({"a": 1}, {"a": "1"}, {"a": 2**40}, {"a": 1.0}, {"a": True}, {"a": [1]})
    others = frame_of({"b": 1.0}, {"b": "1"}, {"b": True}, {"b": [1]}, {"b": [1.0]})
    assert sorted_records(records_of(join(mixed, others, "a", "b"))) == sorted_records([
        {"a": 1, "b": 1.0}, {"a": 1.0, "b": 1.0}, {"a": "1", "b": "1"}, {"a": True, "b": True}, {"a": [1], "b": [1]},
    ])  # fmt: skip
    decimals = from_dataframe(spark.sql("SELECT 1.000000000000000000BD AS d UNION ALL SELECT 1.000000000000000001BD"))
    wide = from_dataframe(spark.sql("SELECT CAST(id AS decimal(38, 0)) AS w, id FROM range(3)"))
    assert join(decimals, wide, "d", "w").count() == join(decimals, wide, "d", "id").count() == 1


def test_keys_of_types_that_are_never_equal_give_nothing_and_a_warning(frame_of, records_of):
    joined = join(frame_of({"a": 1}), frame_of({"b": "1"}), "a", "b")
    with pytest.warns(EtlWarning, match="'a' is int in the first frame, 'b' is string in the second"):
        assert records_of(joined) == []
    assert joined.schema.names == ["a", "b"]


def test_keys_that_hold_nothing_but_null_match_nothing(frame_of, records_of):
    with pytest.warns(EtlWarning, match="never equal"):
        assert records_of(join(frame_of({"a": None}), frame_of({"b": None}), "a", "b")) == []


def test_keys_may_be_nested_and_structs(frame_of, records_of):
    one = frame_of({"s": {"id": 1, "n.o": 5}, "x": 1}, {"s": None, "x": 2}, {"x": 3})
    two = frame_of({"t": {"id": 1, "n.o": 5}}, {"t": {"n.o": 6, "id": 1}})
    expected = {"s": {"id": 1, "n.o": 5}, "x": 1, "t": {"id": 1, "n.o": 5}}
    assert records_of(join(one, two, ["s.`n.o`", "s.id"], ["t.`n.o`", "t.id"])) == [expected]
    assert records_of(join(one, two, "s", "t")) == [expected]


def test_a_map_is_no_key(spark):
    frame = from_dataframe(spark.sql("SELECT map('a', 1) AS m"))
    with pytest.raises(OptionError, match="maps cannot be compared"):
        _ = join(frame, frame, "m", "m").df


def test_a_frame_with_itself_and_names_that_differ_in_case(spark, frame_of, records_of):
    frame = from_dataframe(spark.sql("SELECT id, id + 1 AS next FROM range(3)"))
    assert sorted_records(records_of(join(frame, frame, "next", "id"))) == [
        {".id": 0, ".next": 1, "id": 1, "next": 2}, {".id": 1, ".next": 2, "id": 2, "next": 3},
    ]  # fmt: skip
    assert records_of(join(frame_of({"id": 1}), frame_of({"ID": 1}), "id", "ID")) == [{"id": 1, "ID": 1}]


def test_of_two_fields_that_get_one_dotted_name_the_later_one_remains(spark, records_of):
    frame = from_dataframe(spark.sql("SELECT 1 AS id"))
    twice = join(join(frame, frame, "id", "id"), frame, "id", "id")
    with pytest.warns(EtlWarning, match=r"'id' becomes '\.id'"):
        assert records_of(twice) == [{".id": 1, "id": 1}]


def test_nothing_read_on_one_side_gives_no_record(frame_of, records_of):
    assert records_of(join(frame_of(), frame_of({"a": 1}), "a", "a")) == []
    assert records_of(join(frame_of({"a": 1}), frame_of(), "a", "a")) == []
    assert records_of(join(frame_of(), frame_of(), "a", "a")) == []


def test_keys_that_cannot_be_used_are_named(spark):
    frame = from_dataframe(spark.sql("SELECT 1 AS id, named_struct('zip', 1) AS address"))
    with pytest.raises(OptionError, match=r"keys2: cannot use 'id'; expected as many as keys1 has \(2\)"):
        join(frame, frame, ["id", "address.zip"], "id")
    with pytest.raises(OptionError, match="keys1"):
        join(frame, frame, [], [])
    with pytest.raises(UnknownNameError, match=r"first frame of join 'idd'. Did you mean 'id'\?"):
        _ = join(frame, frame, "idd", "id").df
    with pytest.raises(UnknownNameError, match=r"'address\.zap'.*Known: address\.zip"):
        _ = join(frame, frame, "id", "address.zap").df


def test_no_job_starts_before_an_action_where_the_schemas_tell_the_clashes(spark, no_jobs):
    frame = from_dataframe(spark.sql("SELECT 1 AS id, 2 AS v"))
    with no_jobs():
        _ = join(frame, frame, "id", "id").df


def test_no_job_starts_for_the_keys_alone(frame_of, records_of, no_jobs):
    one, two = frame_of({"id": 1}, {}), frame_of({"id": 1}, {})
    _ = one.df, two.df
    with no_jobs():
        joined = join(one, two, "id", "id").df
    assert joined.columns == [".id", "id"]


def test_a_join_of_tables_is_one_join_that_spark_compiles_and_prunes(spark, tmp_path):
    spark.sql("SELECT id, id % 7 AS v, 'unused' AS u FROM range(100)").write.parquet(str(tmp_path / "t"))
    frame = from_dataframe(spark.read.parquet(str(tmp_path / "t")))
    joined = join(frame, frame, "id", "v")
    plan = joined.to_plain().select("`.id`", "v")._jdf.queryExecution().executedPlan().toString()
    assert plan.count("Join") == 1
    assert "NestedLoop" not in plan
    assert "Exchange" not in plan.replace("BroadcastExchange", "")
    assert plan.count("ReadSchema: struct<id:bigint>") == plan.count("ReadSchema: struct<v:bigint>") == 1


scalars = st.none() | st.integers(0, 2) | st.sampled_from([1.0, 2**40, "1", "x", True])
rows = st.lists(st.fixed_dictionaries({}, optional={"k": scalars, "v": scalars, "w": scalars}), min_size=4, max_size=10)


def reference(left, right):
    """Join on `k` as the records themselves tell it."""

    def kind(value):
        return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value)

    for one in left:
        for two in right:
            a, b = one.get("k"), two.get("k")
            if a is not None and b is not None and kind(a) == kind(b) and a == b:
                yield {f".{name}" if name in two else name: value for name, value in one.items()} | two


@pytest.mark.filterwarnings("ignore:join:etl.errors.EtlWarning")
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(rows, rows)
def test_a_join_is_what_the_records_themselves_tell(frame_of, records_of, left, right):
    first, second = frame_of(*left, {"k": 0, "v": 0}), frame_of(*right, {"k": 0, "w": 0})
    expected = list(reference([*left, {"k": 0, "v": 0}], [*right, {"k": 0, "w": 0}]))
    joined = join(first, second, "k", "k")
    assert sorted_records(map(_in_order, records_of(joined))) == sorted_records(map(_in_order, expected))


def _in_order(record):
    return sorted(record.items())
