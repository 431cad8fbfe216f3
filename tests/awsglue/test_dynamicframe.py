from __future__ import annotations

from typing import Any

import pytest
from pyspark.sql import SparkSession
from pyspark.sql import types as spark_types

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection, ResolveOption
from awsglue.gluetypes import ChoiceType, Field, IntegerType, LongType, StringType, StructType
from etl.errors import ErrorThresholdError, OptionError


@pytest.fixture
def frame(glue_context: GlueContext) -> DynamicFrame:
    df = glue_context.spark_session.createDataFrame([(1, "a"), (2, "b")], "id int, name string")
    return DynamicFrame.fromDF(df, glue_context, "letters")


@pytest.fixture
def mixed(glue_context: GlueContext, tmp_path: Any) -> DynamicFrame:
    (tmp_path / "mixed.json").write_text('{"id": 1}\n{"id": "two"}\n')
    return glue_context.create_dynamic_frame.from_options("file", {"paths": [str(tmp_path)]}, "json")


def rows(frame: DynamicFrame) -> list[tuple[Any, ...]]:
    return sorted(tuple(row) for row in frame.toDF().collect())


def test_from_df_and_back(frame: DynamicFrame, glue_context: GlueContext) -> None:
    assert (frame.name, frame.glue_ctx) == ("letters", glue_context)
    assert frame.toDF().columns == ["id", "name"]
    assert rows(frame) == [(1, "a"), (2, "b")]


def test_from_df_takes_a_session_in_place_of_a_context(spark: SparkSession, glue_context: GlueContext) -> None:
    assert DynamicFrame.fromDF(spark.range(2), spark).count() == 2


@pytest.mark.parametrize("given", ["text", [(1, "a")], None])
def test_from_df_of_something_else_is_refused(given: Any, glue_context: GlueContext) -> None:
    with pytest.raises(OptionError, match="expected a Spark DataFrame"):
        DynamicFrame.fromDF(given, glue_context)


def test_a_frame_made_of_another_ones_jdf(frame: DynamicFrame, glue_context: GlueContext) -> None:
    copy = DynamicFrame(frame._jdf, glue_context, "copy")
    assert (copy.name, copy.count(), frame.name) == ("copy", 2, "letters")


def test_a_frame_made_of_the_java_object_of_a_dataframe(spark: SparkSession, glue_context: GlueContext) -> None:
    assert DynamicFrame(spark.range(3)._jdf, glue_context).count() == 3


def test_a_frame_made_of_something_else_is_refused(glue_context: GlueContext) -> None:
    with pytest.raises(OptionError, match=r"DynamicFrame\.fromDF"):
        DynamicFrame("text", glue_context)


def test_schema_is_one_of_gluetypes(frame: DynamicFrame) -> None:
    schema = frame.schema()
    assert schema == StructType([Field("id", IntegerType()), Field("name", StringType())])
    assert [field.name for field in schema] == [field.name for field in schema.fields] == ["id", "name"]


def test_print_schema_ends_with_an_empty_line(mixed: DynamicFrame, capsys: pytest.CaptureFixture[str]) -> None:
    mixed.printSchema()
    assert capsys.readouterr().out == "root\n|-- id: choice\n|    |-- int\n|    |-- string\n\n"


def test_show_prints_a_json_object_a_line(mixed: DynamicFrame, capsys: pytest.CaptureFixture[str]) -> None:
    mixed.show(1)
    mixed.show()
    assert capsys.readouterr().out == '{"id": 1}\n{"id": 1}\n{"id": "two"}\n'


@pytest.mark.parametrize(
    ("action", "target", "expected"),
    [
        ("Project", IntegerType(), [1, None]),
        ("Project", "int", [1, None]),
        ("Cast", StringType(), ["1", "two"]),
        ("Cast", spark_types.StringType(), ["1", "two"]),
        ("KeepAsStruct", None, [(1, None), (None, "two")]),
    ],
)
def test_to_df_resolves_choices(mixed: DynamicFrame, action: str, target: Any, expected: list[Any]) -> None:
    assert [row[0] for row in mixed.toDF([ResolveOption("id", action, target)]).collect()] == expected


def test_to_df_needs_a_target_type_to_resolve(mixed: DynamicFrame) -> None:
    with pytest.raises(OptionError, match="Missing target type"):
        mixed.toDF([ResolveOption("id", "Project")])


def test_resolve_choice_takes_one_spec_or_several(mixed: DynamicFrame) -> None:
    for specs in (("id", "cast:string"), [("id", "cast:string")]):
        assert rows(mixed.resolveChoice(specs)) == [("1",), ("two",)]
    assert mixed.resolveChoice(choice="make_cols").schema().hasField("id_int")


def test_with_frame_schema_asserts_a_schema(mixed: DynamicFrame) -> None:
    schema = StructType([Field("id", ChoiceType([LongType(), StringType()]))])
    assert mixed.with_frame_schema(schema).schema() == schema


def test_transforms_keep_the_name(frame: DynamicFrame) -> None:
    assert frame.drop_fields("id").name == "letters"
    assert frame.filter(lambda r: r.id > 1).map(lambda r: {"x": r.id}).name == "letters"


def test_fields_are_dropped_selected_and_renamed(frame: DynamicFrame) -> None:
    assert frame.drop_fields(["id"]).toDF().columns == ["name"]
    assert frame.select_fields("id").toDF().columns == ["id"]
    assert frame.rename_field("id", "key").toDF().columns == ["name", "key"]


def test_mappings(frame: DynamicFrame) -> None:
    one = ("id", "int", "key", "string")
    assert rows(frame.apply_mapping(one)) == rows(frame.applyMapping([one])) == [("1",), ("2",)]
    assert rows(frame.applyMapping(frame, mappings=[one])) == [("1",), ("2",)]


def test_split_gives_a_collection_of_two(frame: DynamicFrame) -> None:
    fields = frame.split_fields("id", "ids", "rest")
    parts = frame.split_rows({"id": {">": 1}}, "big", "small")
    assert (list(fields.keys()), list(parts.keys())) == (["ids", "rest"], ["big", "small"])
    assert (rows(fields["rest"]), rows(parts["big"])) == ([("a",), ("b",)], [(2, "b")])
    assert parts["small"].name == "small"


def test_join_puts_the_names_together(frame: DynamicFrame) -> None:
    other = frame.rename_field("name", "other")
    joined = frame.join(["id"], ["id"], other)
    assert joined.name == "lettersletters"
    assert sorted(joined.toDF().columns) == [".id", "id", "name", "other"]


def test_union_and_merge(frame: DynamicFrame) -> None:
    changed = frame.filter(lambda r: r.id == 1).map(lambda r: {**r, "name": "new"})
    assert frame.union(frame).count() == 4
    assert rows(frame.mergeDynamicFrame(changed, "id")) == [(1, "new"), (2, "b")]


def test_partitions(frame: DynamicFrame) -> None:
    assert frame.repartition(3).getNumPartitions() == 3
    assert frame.repartition(3).coalesce(1).getNumPartitions() == 1


def test_partition_functions_get_dicts_with_the_record(frame: DynamicFrame) -> None:
    def doubled(records: Any) -> Any:
        return ({**item, "record": {"id": item["record"]["id"] * 2}} for item in records)

    def numbered(partition: int, records: Any) -> Any:
        return ({"record": {"partition": partition}} for _ in records)

    assert rows(frame.mapPartitions(doubled)) == [(2,), (4,)]
    assert rows(frame.repartition(1).mapPartitionsWithIndex(numbered)) == [(0,), (0,)]


def test_the_rdd_holds_dicts_with_the_record(mixed: DynamicFrame) -> None:
    assert [item["record"] for item in mixed._rdd.collect()] == [{"id": 1}, {"id": "two"}]


def test_errors_stay_beside_the_records(frame: DynamicFrame) -> None:
    def fails_on_two(record: Any) -> Any:
        if record.id == 2:
            raise RuntimeError("two")
        return record

    mapped = frame.map(fails_on_two, info="the test")
    assert (mapped.count(), mapped.errorsCount(), mapped.stageErrorsCount()) == (1, 1, 1)
    error = mapped.errorsAsDynamicFrame().toDF().first()["error"]
    assert (error["msg"], error["callsite"]["info"]) == ("two", "the test")
    assert "test_dynamicframe.py" in error["callsite"]["site"]
    assert error["dynamicRecord"]["name"] == "b"
    with pytest.raises(ErrorThresholdError, match="made 1 error records, more than its stageThreshold of 0"):
        mapped.assertErrorThreshold()


def test_a_total_threshold_counts_the_steps_before(frame: DynamicFrame) -> None:
    def fail(record: Any) -> Any:
        raise RuntimeError(record.id)

    failing = frame.map(fail).map(fail, transformation_ctx="again", totalThreshold=1)
    with pytest.raises(
        ErrorThresholdError, match=r"^again and the steps before it made \d error records.*totalThreshold"
    ):
        failing.count()


def test_relationalize_gives_a_collection_by_table(glue_context: GlueContext) -> None:
    df = glue_context.spark_session.createDataFrame([(1, ["a", "b"])], "id int, tags array<string>")
    tables = DynamicFrame.fromDF(df, glue_context).relationalize("root", "s3://tmp/staging")
    assert isinstance(tables, DynamicFrameCollection)
    assert sorted(tables.keys()) == ["root", "root_tags"]
    assert tables.select("root_tags").count() == 2


def test_write_appends_files(frame: DynamicFrame, tmp_path: Any) -> None:
    errors = frame.write("file", {"path": str(tmp_path / "out")}, "json")
    assert (errors.count(), errors.name) == (0, "letters_errors")
    assert frame.glue_ctx.spark_session.read.json(str(tmp_path / "out")).count() == 2
