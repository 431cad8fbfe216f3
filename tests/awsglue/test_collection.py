from __future__ import annotations

from typing import Any

import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.transforms import DropFields, FlatMap, MapToCollection, SelectFromCollection, SplitFields


@pytest.fixture
def collection(glue_context: GlueContext) -> DynamicFrameCollection:
    spark = glue_context.spark_session
    frames = [
        DynamicFrame.fromDF(spark.createDataFrame([(1, "a")], "id int, name string"), glue_context, "first"),
        DynamicFrame.fromDF(spark.createDataFrame([(2, "b")], "id int, name string"), glue_context, "second"),
    ]
    return DynamicFrameCollection(frames, glue_context)


def test_frames_by_name(collection: DynamicFrameCollection) -> None:
    assert list(collection.keys()) == ["first", "second"]
    assert [frame.name for frame in collection.values()] == ["first", "second"]
    assert len(collection) == 2
    assert collection["first"] is collection.select("first")
    with pytest.raises(KeyError):
        collection["third"]


def test_a_dict_gives_the_names(collection: DynamicFrameCollection, glue_context: GlueContext) -> None:
    renamed = DynamicFrameCollection({"other": collection["first"]}, glue_context)
    assert list(renamed.keys()) == ["other"]


def test_anything_else_is_refused(glue_context: GlueContext) -> None:
    with pytest.raises(TypeError, match="list or a dict"):
        DynamicFrameCollection("first", glue_context)


def test_selecting_a_frame_that_is_not_there_gives_an_empty_one(collection: DynamicFrameCollection) -> None:
    third = SelectFromCollection.apply(dfc=collection, key="third")
    assert (third.name, third.count(), third.schema().fields) == ("third", 0, [])


def test_map_keeps_the_names_and_hands_over_the_context(collection: DynamicFrameCollection) -> None:
    contexts = []

    def drop(frame: DynamicFrame, ctx: str) -> DynamicFrame:
        contexts.append(ctx)
        return frame.drop_fields("id")

    mapped = MapToCollection.apply(dfc=collection, callable=drop, transformation_ctx="step")
    assert list(mapped.keys()) == ["first", "second"]
    assert mapped["second"].toDF().columns == ["name"]
    assert contexts == ["step:first", "step:second"]


def test_map_to_something_else_than_a_frame_is_refused(collection: DynamicFrameCollection) -> None:
    with pytest.raises(TypeError, match="DynamicFrame"):
        collection.map(lambda frame, ctx: frame.toDF())


def test_flatmap_names_by_the_results(collection: DynamicFrameCollection) -> None:
    def split(frame: DynamicFrame, ctx: str) -> Any:
        return SplitFields.apply(frame, ["id"]) if frame.name == "first" else frame

    assert list(collection.flatmap(split).keys()) == ["first1", "first2", "second"]
    with pytest.raises(TypeError, match="DynamicFrameCollection"):
        collection.flatmap(lambda frame, ctx: None)


def test_flat_map_applies_a_transform_to_each(collection: DynamicFrameCollection) -> None:
    result = FlatMap.apply(dfc=collection, BaseTransform=DropFields, frame_name="frame", paths=["id"])
    assert [frame.toDF().columns for frame in result.values()] == [["name"], ["name"]]


def test_writing_a_collection_writes_each_frame_to_a_folder_of_its_name(
    collection: DynamicFrameCollection, glue_context: GlueContext, tmp_path: Any
) -> None:
    errors = glue_context.write_dynamic_frame.from_options(collection, "file", {"path": str(tmp_path)}, "json")
    assert sorted(folder.name for folder in tmp_path.iterdir()) == ["first", "second"]
    assert [frame.count() for frame in errors.values()] == [0, 0]
