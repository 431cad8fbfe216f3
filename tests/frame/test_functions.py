import datetime as dt
import decimal
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.errors import OptionError
from etl.frame import coalesce, errors, filter_records, from_dataframe, map_partitions, map_records, unbox


def same(record):
    return record


def test_filter_sees_records_as_glue_shows_them(frame_of, records_of):
    frame = frame_of({"x": 1}, {"x": None}, {}, {"x": "a"}, {"x": 0})
    assert records_of(filter_records(frame, lambda row: row["x"] != 0)) == [{"x": 1}, {"x": None}, {"x": "a"}]
    assert records_of(filter_records(frame, lambda row: row.x is None)) == [{"x": None}]


def test_filter_drops_on_key_value_and_type_errors_and_keeps_others_as_error_records(frame_of, records_of):
    frame = frame_of({"n": 1}, {"n": 0}, {"n": "a"}, {})
    kept = filter_records(frame, lambda row: 1 / row["n"] > 0)
    assert records_of(kept) == [{"n": 1}]
    assert (kept.stage_errors_count(), kept.errors_count()) == (1, 1)
    (record,) = records_of(errors(kept))
    assert record["error"]["msg"] == "division by zero"
    assert "ZeroDivisionError" in record["error"]["stackTrace"]
    assert record["error"]["dynamicRecord"] == {"n": 0}


def test_what_is_no_function_is_refused_at_once(frame_of):
    for transform in (filter_records, map_records):
        with pytest.raises(OptionError, match="expected a function of a record"):
            transform(frame_of({"a": 1}), "row.a > 1")


def test_map_makes_the_schema_that_its_records_have(frame_of, records_of):
    frame = frame_of({"a": 1, "b": {"c": 2}}, {"a": 2})

    def change(row):
        row["twice"] = row["a"] * 2 if row["a"] == 1 else "two"
        row.pop("b", None)
        return row

    mapped = map_records(frame, change)
    assert mapped.schema_text() == "root\n|-- a: int\n|-- twice: choice\n|    |-- int\n|    |-- string"
    assert records_of(mapped) == [{"a": 1, "twice": 2}, {"a": 2, "twice": "two"}]


def test_map_that_changes_nothing_gives_the_same_records_and_types(spark, frame_of, records_of):
    frame = frame_of({"a": None, "big": 5_000_000_000}, {"big": 1, "l": [], "s": {}}, {"l": [1, "x", None, {"y": 1.5}]})
    mapped = map_records(frame, same)
    assert records_of(mapped) == records_of(frame)
    df = spark.createDataFrame(
        [
            (
                1,
                2,
                3,
                1.5,
                dt.date(2020, 1, 2),
                dt.datetime(2020, 1, 2, 3, 4, 5, 6),  # noqa: DTZ001  Spark gives local times
                decimal.Decimal("1.20"),
                b"\x00a",
                {"k": 1},
            )
        ],
        "l long, s short, b byte, f float, d date, t timestamp, n decimal(10,2), y binary, m map<string,int>",
    )
    kept = map_records(from_dataframe(df), same)
    assert kept.to_plain().dtypes == df.dtypes
    assert kept.to_plain().collect() == df.collect()


def test_map_keeps_failures_as_error_records(frame_of, records_of):
    frame = frame_of({"n": 1}, {"n": 0}, {"n": 5}, {"n": 7})

    def change(row):
        if row["n"] == 5:
            return None
        return {"r": 1 / row["n"]} if row["n"] < 7 else [row]

    mapped = map_records(frame, change)
    assert records_of(mapped) == [{"r": 1.0}]
    messages = {r["error"]["dynamicRecord"]["n"]: r["error"]["msg"] for r in records_of(errors(mapped))}
    assert messages == {
        0: "division by zero",
        5: "User-specified function returned None instead of DynamicRecord",
        7: "User-specified function returned list instead of DynamicRecord",
    }


def test_no_job_starts_before_an_action(frame_of, no_jobs):
    frame = frame_of({"n": 1})
    with no_jobs():
        filter_records(map_records(frame, same), lambda row: True)


def test_map_partitions_gets_all_records_of_a_partition(frame_of, records_of):
    frame = coalesce(frame_of({"n": 1}, {"n": 2}), 1)

    def total(partition, items):
        records = [item["record"] for item in items]
        yield {"record": {"sum": sum(record["n"] for record in records)}}
        yield {"record": {"n": 0}, "isError": True, "errorMessage": "made so"}

    summed = map_partitions(frame, total)
    assert records_of(summed) == [{"sum": 3}]
    assert records_of(errors(summed))[0]["error"]["msg"] == "made so"


def test_unbox_replaces_text_in_place_and_keeps_what_cannot_be_parsed(frame_of, records_of):
    frame = frame_of(
        {"t": '{"a": 1, "b": [1, "x"]}', "k": 1},
        {"t": "[1, 2]", "k": 2},
        {"t": "{bad", "k": 3},
        {"t": None, "k": 4},
        {"k": 5},
    )
    unboxed = unbox(frame, "t", "json")
    assert records_of(unboxed) == [
        {"t": {"a": 1, "b": [1, "x"]}, "k": 1}, {"t": [1, 2], "k": 2}, {"t": None, "k": 4}, {"k": 5},
    ]  # fmt: skip
    (failed,) = records_of(errors(unboxed))
    assert failed["error"]["msg"].startswith("unbox failed ")
    assert failed["error"]["dynamicRecord"] == {"t": "{bad", "k": 3}


names = st.sampled_from(["a", "b", "A", "c.d", "e f"])
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(max_size=3)
)
values = st.recursive(scalars, lambda v: st.lists(v, max_size=3) | st.dictionaries(names, v, max_size=3), max_leaves=6)
record_lists = st.lists(st.dictionaries(names, values, min_size=1, max_size=4), min_size=1, max_size=30)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=record_lists)
def test_any_record_comes_through_a_fold_and_a_map_unchanged(frame_of, records_of, records):
    expected = json.loads(json.dumps(records))
    frame = frame_of(*records)
    assert records_of(frame) == expected
    assert records_of(map_records(frame, same)) == expected
