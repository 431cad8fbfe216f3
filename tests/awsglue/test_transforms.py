from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from awsglue import transforms
from awsglue.context import GlueContext
from awsglue.dataframe_transforms import ApplyMapping as DataFrameApplyMapping
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms import (
    ApplyMapping,
    Coalesce,
    DropFields,
    DropNullFields,
    ErrorsAsDynamicFrame,
    Filter,
    Join,
    Map,
    Relationalize,
    RenameField,
    Repartition,
    ResolveChoice,
    SelectFields,
    Spigot,
    SplitFields,
    SplitRows,
    Unbox,
    Union,
    UnnestFrame,
)  # fmt: skip
from etl.errors import OptionError


@pytest.fixture
def frame(glue_context: GlueContext) -> DynamicFrame:
    spark = glue_context.spark_session
    df = spark.createDataFrame(
        [(1, "a", None, ["x"]), (2, "b", None, ["y", "z"])], "id int, name string, n void, l array<string>"
    )
    return DynamicFrame.fromDF(df, glue_context, "letters")


def columns(frame: DynamicFrame) -> list[str]:
    return frame.toDF().columns


def test_fields(frame: DynamicFrame) -> None:
    assert columns(DropFields.apply(frame=frame, paths=["n", "l"], transformation_ctx="drop")) == ["id", "name"]
    assert columns(SelectFields.apply(frame, ["name"])) == ["name"]
    assert columns(RenameField.apply(frame, "id", "key"))[-1] == "key"
    assert columns(ApplyMapping.apply(frame=frame, mappings=[("id", "int", "a.b", "long")])) == ["a"]


def test_null_fields_are_printed(frame: DynamicFrame, capsys: pytest.CaptureFixture[str]) -> None:
    assert columns(DropNullFields.apply(frame=frame)) == ["id", "name", "l"]
    assert capsys.readouterr().out == "null_fields ['n']\n"


def test_split_fields_names_its_results_after_the_frame(frame: DynamicFrame, glue_context: GlueContext) -> None:
    assert list(SplitFields.apply(frame, ["id"]).keys()) == ["letters1", "letters2"]
    assert list(SplitFields.apply(frame, ["id"], "a", "b").keys()) == ["a", "b"]
    unnamed = DynamicFrame.fromDF(glue_context.range(1), glue_context)
    assert list(SplitFields.apply(unnamed, ["id"]).keys()) == ["frame1", "frame2"]


def test_split_rows(frame: DynamicFrame) -> None:
    parts = SplitRows.apply(frame, {"id": {">=": 2}})
    assert (parts["frame1"].count(), parts["frame2"].count()) == (1, 1)


def test_functions_over_records(frame: DynamicFrame) -> None:
    assert Filter.apply(frame=frame, f=lambda r: r["id"] > 1).count() == 1
    mapped = Map.apply(frame=frame, f=lambda r: {"twice": r.id * 2})
    assert sorted(row[0] for row in mapped.toDF().collect()) == [2, 4]


def test_two_frames(frame: DynamicFrame) -> None:
    assert Union.apply(frame, frame).count() == 4
    other = SelectFields.apply(frame, ["id"])
    assert Join.apply(frame, other, "id", "id").count() == 2


def test_partitions(frame: DynamicFrame) -> None:
    assert Coalesce.apply(Repartition.apply(frame, 3), 2).getNumPartitions() == 2


def test_choices(frame: DynamicFrame) -> None:
    resolved = ResolveChoice.apply(frame=frame, specs=[("id", "cast:string")])
    assert resolved.toDF().schema["id"].dataType.simpleString() == "string"


def test_nested_data(frame: DynamicFrame) -> None:
    assert "l" in columns(UnnestFrame.apply(frame))
    assert list(Relationalize.apply(frame).keys()) == ["roottable", "roottable_l"]
    tables = Relationalize.apply(frame=frame, staging_path="s3://tmp/", name="root", transformation_ctx="r")
    assert tables["root_l"].count() == 3


def test_unbox(frame: DynamicFrame) -> None:
    boxed = frame.map(lambda r: {"id": r.id, "j": '{"a": 1}'})
    assert columns(Unbox.apply(boxed, "j", "json")) == ["id", "j"]
    assert Unbox.apply(frame=boxed, path="j", format="json").toDF().first()["j"]["a"] == 1


def test_spigot_writes_and_passes_on(frame: DynamicFrame, tmp_path: Path) -> None:
    passed = Spigot.apply(frame, str(tmp_path / "sample"), {"topk": 1})
    assert passed.count() == 2
    assert any((tmp_path / "sample").iterdir())


def test_errors(frame: DynamicFrame) -> None:
    def fails(record: Any) -> Any:
        raise OSError("disk")

    errors = ErrorsAsDynamicFrame.apply(Map.apply(frame, fails))
    assert [row["error"]["msg"] for row in errors.toDF().collect()] == ["disk", "disk"]


def test_mappings_of_a_data_frame(glue_context: GlueContext) -> None:
    mapped = DataFrameApplyMapping.apply(glue_context.range(2), [("id", "bigint", "key", "string")])
    assert [row.key for row in mapped.collect()] == ["0", "1"]
    assert [argument["name"] for argument in DataFrameApplyMapping.describeArgs()] == ["frame", "mappings"]
    assert DataFrameApplyMapping.describeReturn()["type"] == "DataFrame"


@pytest.mark.parametrize("name", transforms.__all__)
def test_every_transform_describes_itself(name: str) -> None:
    described = json.loads(transforms.describe_transform(name.upper()))["transform"]
    assert described["name"] == name
    assert described["description"].endswith(".") or "." in described["description"]
    assert all(argument["type"] != "Any" and argument["description"] for argument in described["args"])
    assert described["returns"]["type"] in ("DynamicFrame", "DynamicFrameCollection")
    assert described["raises"] == []


def test_descriptions_tell_what_is_optional() -> None:
    arguments = {argument["name"]: argument for argument in Coalesce.describeArgs()}
    assert arguments["num_partitions"]["optional"] is False
    assert (arguments["shuffle"]["optional"], arguments["shuffle"]["defaultValue"]) == (True, False)


def test_transforms_by_name() -> None:
    assert transforms.get_transform("applymapping") == ApplyMapping()
    assert transforms.get_transform("none") is None
    assert transforms.describe_transform("none") == "{}"
    assert len(transforms.get_transforms()) == 22
    assert repr(Join()) == "<Transform: Join>"


def test_a_transform_of_ones_own(frame: DynamicFrame) -> None:
    class Double(transforms.GlueTransform):
        """Put a frame to itself."""

        def __call__(self, frame: DynamicFrame, transformation_ctx: str = "") -> DynamicFrame:
            return frame.union(frame, transformation_ctx)

    assert Double.apply(frame).count() == 4
    assert Double.describe()["transform"]["description"] == "Put a frame to itself."
    with pytest.raises(TypeError, match="GlueTransform"):
        transforms.GlueTransform.apply(frame)


def test_a_dataframe_is_no_dynamic_frame(glue_context: GlueContext) -> None:
    df = glue_context.spark_session.range(1)
    with pytest.raises(OptionError, match=r"Filter: cannot use .*; expected a DynamicFrame; see DynamicFrame.fromDF"):
        transforms.Filter.apply(frame=df, f=bool)
    with pytest.raises(OptionError, match="Join: "):
        transforms.Join.apply(df, df, ["id"], ["id"])
