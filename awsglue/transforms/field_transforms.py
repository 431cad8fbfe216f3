"""Transforms of fields, and those that take a frame apart or put two together."""

from __future__ import annotations

from awsglue._typing import Comparisons, Options, Paths
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.transforms.transform import GlueTransform


class RenameField(GlueTransform):
    """Rename a field, which goes to the end of its record."""

    def __call__(
        self,
        frame: DynamicFrame,
        old_name: str,
        new_name: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.rename_field(old_name, new_name, transformation_ctx, info, stageThreshold, totalThreshold)


class DropFields(GlueTransform):
    """Drop fields; paths that lead nowhere are ignored."""

    def __call__(
        self,
        frame: DynamicFrame,
        paths: Paths,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.drop_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)


class SelectFields(GlueTransform):
    """Keep only the given fields."""

    def __call__(
        self,
        frame: DynamicFrame,
        paths: Paths,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.select_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)


class SplitFields(GlueTransform):
    """Make two frames: one of the given fields, one of the others."""

    def __call__(
        self,
        frame: DynamicFrame,
        paths: Paths,
        name1: str | None = None,
        name2: str | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Apply the transform."""
        base = frame.name or "frame"
        names = name1 or f"{base}1", name2 or f"{base}2"
        return frame.split_fields(paths, *names, transformation_ctx, info, stageThreshold, totalThreshold)


class SplitRows(GlueTransform):
    """Make two frames: one of the records that pass all comparisons, one of the others."""

    def __call__(
        self,
        frame: DynamicFrame,
        comparison_dict: Comparisons,
        name1: str = "frame1",
        name2: str = "frame2",
        transformation_ctx: str = "",
        info: str | None = None,
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Apply the transform."""
        return frame.split_rows(
            comparison_dict, name1, name2, transformation_ctx, info or "", stageThreshold, totalThreshold
        )


class Join(GlueTransform):
    """Join two frames on equal keys; where both have a field of one name, the first frame's gets a leading dot."""

    def __call__(
        self,
        frame1: DynamicFrame,
        frame2: DynamicFrame,
        keys1: Paths,
        keys2: Paths,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame1.join(keys1, keys2, frame2, transformation_ctx)


class Spigot(GlueTransform):
    """Write a sample of the records to a folder, and pass all of them on."""

    def __call__(
        self,
        frame: DynamicFrame,
        path: str,
        options: Options,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.spigot(path, options, transformation_ctx)
