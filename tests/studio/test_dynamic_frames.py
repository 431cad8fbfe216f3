from __future__ import annotations

import inspect

import pytest
from pyspark.errors import AnalysisException

from awsglue.dynamicframe import DynamicFrame
from etl.errors import EtlWarning, UnknownNameError
from etl.runtime.failures import describe


@pytest.fixture
def orders(spark, glue_context):
    made = DynamicFrame.fromDF(spark.createDataFrame([(1,), (0,)], "n int"), glue_context, "orders")

    def divided(record):
        record["share"] = 12 // record["n"]
        return record

    return made.map(divided)


def test_a_helper_keeps_the_name_and_the_error_records(orders):
    made = orders.gs_derived(colName="double", expr="share * 2")
    assert isinstance(made, DynamicFrame)
    assert (made.name, made.glue_ctx) == ("orders", orders.glue_ctx)
    assert [row.asDict() for row in made.toDF().collect()] == [{"n": 1, "share": 12, "double": 24}]
    assert (made.errorsCount(), made.stageErrorsCount()) == (1, 0)


def test_a_choice_is_the_struct_that_toDF_gives(glue_context, spark, buckets, bucket):
    (buckets / bucket).mkdir(parents=True)
    (buckets / bucket / "a.json").write_text('{"p": 1}\n{"p": "x"}\n')
    source = glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"s3://{bucket}/"]}, "json")
    made = source.gs_derived(colName="text", expr="coalesce(p.string, string(p.int))")
    with pytest.warns(EtlWarning, match=r"In gs_derived, test_dynamic_frames.py line \d+: p may have.*resolveChoice"):
        assert sorted(row.text for row in made.toDF().collect()) == ["1", "x"]


def test_names_that_differ_in_case_only(glue_context, buckets, bucket):
    (buckets / bucket).mkdir(parents=True)
    (buckets / bucket / "a.json").write_text('{"id": 1, "ID": null, "s": {"a": 2, "A": "x"}}\n')
    source = glue_context.create_dynamic_frame.from_options("s3", {"paths": [f"s3://{bucket}/"]}, "json")
    made = source.gs_null_rows().gs_flatten().gs_derived("id", "`s.a` + 1")
    assert [tuple(zip(made.toDF().columns, row, strict=True)) for row in made.toDF().collect()] == [
        (("id", 3), ("ID", None), ("s.a", 2), ("s.A", "x"))
    ]


def test_errors_say_the_helper_and_its_line(orders):
    unknown, wrong = orders.gs_split("m", ","), orders.gs_derived("x", "nosuch(n)")
    line = inspect.currentframe().f_lineno - 1
    for frame, helper, kind in ((unknown, "gs_split", UnknownNameError), (wrong, "gs_derived", AnalysisException)):
        with pytest.raises(kind) as raised:
            frame.gs_null_rows().toDF()
        assert raised.value.__notes__ == [f"in {helper}, test_dynamic_frames.py line {line}"]
        told = describe(raised.value)
        assert told.endswith(raised.value.__notes__[0])
        assert "gs_derived.py" not in told


def test_nothing_is_computed_before_a_result_is_asked_for(orders):
    made = orders.gs_split("m", ",")
    with pytest.raises(UnknownNameError, match="Known: n, share"):
        made.toDF()


def test_a_wrong_argument_is_refused_at_once(orders):
    with pytest.raises(TypeError, match=r"^gs_derived\(\) .*colName"):
        orders.gs_derived(column="x", expr="1")
