"""What public scripts do with the library, beyond calling its methods."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.gluetypes import ArrayType, DataType, IntegerType, NullType, StringType, StructType
from awsglue.transforms import DropFields, Filter, SelectFromCollection

RECORDS = [
    {"id": 1, "note": "", "tags": [{"k": None}], "gone": None, "code": -1},
    {"id": 2, "note": "null", "tags": [], "gone": None, "code": -1},
    {"id": 3, "tags": [{"k": None}], "gone": None, "code": -1},
]


@pytest.fixture
def frame(glue_context: GlueContext, tmp_path: Path) -> DynamicFrame:
    (tmp_path / "in.json").write_text("\n".join(map(json.dumps, RECORDS)))
    return glue_context.create_dynamic_frame.from_options("file", {"paths": [str(tmp_path)]}, "json")


def empty_columns(schema: DataType, path: str, frame: DynamicFrame) -> list[str]:
    """Walk the schema as the helper of Glue Studio does that drops columns of nothing but empty values."""
    if isinstance(schema, StructType):
        prefix = f"{path}." if path else ""
        return [found for field in schema for found in empty_columns(field.dataType, prefix + field.name, frame)]
    if isinstance(schema, ArrayType):
        return empty_columns(schema.elementType, path, frame) if isinstance(schema.elementType, StructType) else []
    if isinstance(schema, NullType):
        return [path]
    values = {row[0] for row in frame.toDF().select(path).distinct().collect()}
    empty: dict[type, set[Any]] = {StringType: {"", "null", None}, IntegerType: {-1, None}}
    return [path] if values <= empty.get(type(schema), set()) else []


def test_a_script_walks_the_schema_and_drops_empty_columns(frame: DynamicFrame) -> None:
    paths = empty_columns(frame.schema(), "", frame)
    assert paths == ["note", "tags.k", "gone", "code"]
    assert DropFields.apply(frame=frame, paths=paths, transformation_ctx="drop").toDF().columns == ["id"]


def test_a_script_queries_frames_by_sql(frame: DynamicFrame, glue_context: GlueContext) -> None:
    frame.toDF().createOrReplaceTempView("records")
    result = DynamicFrame.fromDF(
        glue_context.spark_session.sql("select sum(id) as s from records"), glue_context, "sum"
    )
    assert (result.name, [row.s for row in result.toDF().collect()]) == ("sum", [6])
    assert "records" in glue_context.tableNames()


def test_a_custom_transform_gets_a_collection_and_returns_one(frame: DynamicFrame, glue_context: GlueContext) -> None:
    def custom(glueContext: GlueContext, dfc: DynamicFrameCollection) -> DynamicFrameCollection:
        first = dfc.select(list(dfc.keys())[0]).toDF()  # noqa: RUF015
        kept = DynamicFrame.fromDF(first.filter("id > 1"), glueContext, "kept")
        return DynamicFrameCollection({"CustomTransform0": kept}, glueContext)

    made = custom(glue_context, DynamicFrameCollection({"in": frame}, glue_context))
    assert SelectFromCollection.apply(dfc=made, key=list(made.keys())[0]).count() == 2  # noqa: RUF015


def test_a_router_filters_one_frame_in_several_threads(frame: DynamicFrame, glue_context: GlueContext) -> None:
    groups = {"small": lambda r: r["id"] < 2, "large": lambda r: r["id"] >= 2}

    def route(name: str) -> DynamicFrame:
        return Filter.apply(frame=frame, f=groups[name], transformation_ctx=name)

    with ThreadPoolExecutor() as pool:
        routed = DynamicFrameCollection(dict(zip(groups, pool.map(route, groups), strict=True)), glue_context)
    assert [routed[name].count() for name in groups] == [1, 2]


def test_a_filter_drops_records_that_lack_the_field(frame: DynamicFrame) -> None:
    assert Filter.apply(frame=frame, f=lambda row: not (row["note"] == "x")).count() == 2  # noqa: SIM201


def test_a_script_reaches_spark_through_the_context(glue_context: GlueContext) -> None:
    assert glue_context._jvm.java.lang.Math.max(1, 2) == 2
    assert glue_context._sc is glue_context.spark_session.sparkContext
    assert glue_context.sparkSession is glue_context.spark_session
    assert glue_context.createDataFrame([(1,)], "a int").count() == 1
