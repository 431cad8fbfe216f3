from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from pyspark import SparkContext
from pyspark.sql import SparkSession, SQLContext

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.gluetypes import IntegerType
from etl.catalog.errors import EntityNotFoundException
from etl.errors import EtlWarning, OptionError


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "a.json").write_text('{"id": 1}\n{"id": 2}\n{"id": 3}\n')
    return str(tmp_path)


def test_contexts_on_a_spark_context_a_session_and_nothing(spark: SparkSession) -> None:
    for given in (spark.sparkContext, spark, None):
        context = GlueContext(given)
        assert isinstance(context, SQLContext)
        assert context.spark_session.sparkContext is spark.sparkContext
    assert GlueContext(sparkContext=SparkContext.getOrCreate(), minPartitions=4).sql("select 1").count() == 1


def test_a_context_on_something_else_is_refused(spark: SparkSession) -> None:
    with pytest.raises(OptionError, match="SparkContext or a SparkSession"):
        GlueContext("local")


def test_reading_from_options_in_every_spelling(glue_context: GlueContext, folder: str) -> None:
    options = {"paths": [folder]}
    source = glue_context.getSource("file", paths=[folder])
    source.setFormat("json")
    frames = [
        glue_context.create_dynamic_frame.from_options("file", options, "json"),
        glue_context.create_dynamic_frame_from_options(
            connection_type="file", connection_options=options, format="json", transformation_ctx="a"
        ),
        glue_context.getSource("file", "json", paths=[folder]).getFrame(),
        source.getFrame(minPartitions=2),
    ]
    assert [frame.count() for frame in frames] == [3, 3, 3, 3]


def test_reading_data_frames(glue_context: GlueContext, folder: str) -> None:
    options = {"paths": [folder]}
    assert glue_context.create_data_frame.from_options("file", options, "json").count() == 3
    assert glue_context.create_data_frame_from_options("file", options, "json").columns == ["id"]
    assert glue_context.getSource("file", "json", **options).getDataFrame().count() == 3


def test_samples(glue_context: GlueContext, folder: str) -> None:
    sample = glue_context.create_sample_dynamic_frame_from_options("file", {"paths": [folder]}, 2, format="json")
    assert sample.count() == 2
    assert glue_context.getSource("file", "json", paths=[folder]).getSampleFrame(None).count() == 3


def test_a_frame_is_named_after_its_paths(glue_context: GlueContext) -> None:
    source = glue_context.getSource("s3", paths=["s3://bucket/in/a.json", "s3://bucket/in/b.json"])
    assert source.name == "bucketin"
    assert len(glue_context.getSource("s3").name) == 36


def test_from_rdd(glue_context: GlueContext) -> None:
    rdd = glue_context.spark_session.sparkContext.parallelize([(1, "a")])
    frame = glue_context.create_dynamic_frame.from_rdd(rdd, "pairs", ["id", "name"])
    assert (frame.name, frame.toDF().columns) == ("pairs", ["id", "name"])


def test_from_dataframe_warns_that_glue_lacks_it(glue_context: GlueContext) -> None:
    with pytest.warns(EtlWarning, match="use DynamicFrame.fromDF"):
        frame = glue_context.create_dynamic_frame.from_dataframe(glue_context.range(2), glue_context, "two")
    assert (frame.name, frame.count()) == ("two", 2)


def test_writing_in_every_spelling(glue_context: GlueContext, tmp_path: Path) -> None:
    frame = DynamicFrame.fromDF(glue_context.range(2), glue_context, "two")
    options = {"path": str(tmp_path / "out")}
    glue_context.write_dynamic_frame.from_options(
        frame=frame, connection_type="file", connection_options=options, format="json"
    )
    glue_context.write_dynamic_frame_from_options(frame, "file", options, "json")
    glue_context.write_from_options(frame, "file", options, "json")
    sink = glue_context.getSink("file", path=options["path"], transformation_ctx="sink")
    sink.setFormat("json")
    sink.writeFrame(frame)
    glue_context.write_data_frame.from_options(frame.toDF(), "file", options, "json")
    assert glue_context.read.json(options["path"]).count() == 10


def test_writing_something_else_than_a_frame_is_refused(glue_context: GlueContext, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"DynamicFrame\.fromDF"):
        glue_context.write_dynamic_frame.from_options(glue_context.range(1), "file", {"path": str(tmp_path)}, "json")


def test_a_predicate_without_a_catalog_is_ignored_with_a_warning(glue_context: GlueContext, folder: str) -> None:
    with pytest.warns(EtlWarning, match="push_down_predicate is ignored"):
        glue_context.getSource("file", "json", push_down_predicate="day=1", paths=[folder])


@pytest.mark.parametrize("arguments", [{"database": "db", "table_name": "t"}, {"name_space": "db", "table_name": "t"}])
def test_a_database_has_two_names_for_its_argument(glue_context: GlueContext, arguments: dict[str, Any]) -> None:
    with pytest.raises(EntityNotFoundException, match="Database db not found"):
        glue_context.create_dynamic_frame.from_catalog(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"table_name": "t"}, "database"),
        ({"database": "db"}, "table_name"),
        ({"database": "db", "name_space": "db", "table_name": "t"}, "choose one"),
    ],
)
def test_catalog_arguments_are_checked(glue_context: GlueContext, arguments: dict[str, Any], message: str) -> None:
    for read in (glue_context.create_dynamic_frame.from_catalog, glue_context.create_data_frame.from_catalog):
        with pytest.raises(OptionError, match=message):
            read(**arguments)


def test_convert_resolve_option(glue_context: GlueContext) -> None:
    assert glue_context.convert_resolve_option("a", "KeepAsStruct", None) == ("a", "make_struct")
    assert glue_context.convert_resolve_option("a", "Project", IntegerType()) == ("a", "project:int")
    for action, target in (("Project", None), ("Other", IntegerType())):
        with pytest.raises(OptionError):
            glue_context.convert_resolve_option("a", action, target)


def test_the_logger_prints_every_level(glue_context: GlueContext, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    messages = glue_context.get_logger()
    messages.info("begun")
    messages.warn("odd")
    messages.error("failed", ValueError("why"))
    printed = [line.split(" ", 2)[2] for line in capsys.readouterr().err.splitlines()]
    assert printed == ["INFO GlueLogger: begun", "WARNING GlueLogger: odd", "ERROR GlueLogger: failed: why"]


def test_the_logger_leaves_messages_to_a_script_that_configures_logging(
    glue_context: GlueContext, caplog: pytest.LogCaptureFixture, capsys: Any
) -> None:
    GlueContext(glue_context.spark_session).get_logger().info("begun")
    assert [record.message for record in caplog.records] == ["begun"]
    assert capsys.readouterr().err == ""


def test_current_time(glue_context: GlueContext) -> None:
    assert glue_context.currentTimeMillis() > 1_700_000_000_000
