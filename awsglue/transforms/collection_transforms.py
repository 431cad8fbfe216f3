"""Transforms of collections."""

from __future__ import annotations

from typing import Any

from awsglue._typing import FrameFunction
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.transforms.transform import GlueTransform


class SelectFromCollection(GlueTransform):
    """Take one frame out of a collection; an empty one if no frame has the name."""

    def __call__(
        self,
        dfc: DynamicFrameCollection,
        key: str,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Apply the transform."""
        return dfc.select(key, transformation_ctx)


class MapToCollection(GlueTransform):
    """Apply a function to each frame of a collection."""

    def __call__(
        self,
        dfc: DynamicFrameCollection,
        callable: FrameFunction,
        transformation_ctx: str = "",
    ) -> DynamicFrameCollection:
        """Apply the transform."""
        return dfc.map(callable, transformation_ctx)


class FlatMap(GlueTransform):
    """Apply a transform to each frame of a collection, and put all results into one collection."""

    def __call__(
        self,
        dfc: DynamicFrameCollection,
        BaseTransform: type[GlueTransform],
        frame_name: str,
        transformation_ctx: str = "",
        **base_kwargs: Any,
    ) -> DynamicFrameCollection:
        """Apply the transform."""

        def transformed(frame: DynamicFrame, context: str) -> Any:
            return BaseTransform.apply(**{**base_kwargs, frame_name: frame, "transformation_ctx": context})

        return dfc.flatmap(transformed, transformation_ctx)
