from __future__ import annotations

from etl.frame.collected_errors import errors
from etl.frame.dataframes import from_dataframe
from etl.frame.error_records import transform_errors
from etl.frame.frame import Frame
from etl.frame.records import Records, struct_of_parts
from etl.frame.stage import Stage
from etl.frame.transforms.union import union


def failing(frame: Frame, info: str) -> Frame:
    """Return the frame after a transform that failed on all records."""

    def failed() -> Records:
        record, value = struct_of_parts(frame.records.parts())
        return transform_errors(frame.df, record, value, Stage(info=info), message="'bad'", trace="'trace'")

    return frame.derive(lambda records: records.where("false"), stage=Stage(info=info), errors=failed)


def test_error_records_of_all_steps_in_one_field(frame_of, records_of):
    frame = union(failing(frame_of({"a": 1}), "first"), failing(frame_of({"a": "x", "b": 2}), "second"))
    made = records_of(errors(frame))
    assert [list(record) for record in made] == [["error"], ["error"]]
    assert [record["error"]["dynamicRecord"] for record in made] == [{"a": 1}, {"a": "x", "b": 2}]
    assert [record["error"]["callsite"]["info"] for record in made] == ["first", "second"]
    assert (frame.errors_count(), errors(frame).errors_count()) == (2, 0)


def test_without_errors_there_are_no_records_but_the_field(spark, no_jobs):
    frame = from_dataframe(spark.range(2), name="clean")
    with no_jobs():
        collected = errors(frame)
        assert collected.schema.names == ["error"]
    assert collected.name == "clean"
    assert collected.count() == 0
    assert collected.to_plain().select("error.msg", "error.callsite.site").collect() == []


def test_nothing_is_looked_for_before_it_is_asked_for(frame_of, no_jobs):
    frame = frame_of({"a": 1})
    with no_jobs():
        errors(failing(frame, "later"))
