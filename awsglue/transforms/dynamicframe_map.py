"""The transform Map."""

from __future__ import annotations

from awsglue._typing import RecordFunction
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class Map(GlueTransform):
    """Replace each record by what a function makes of it; an exception in the function makes an error record."""

    def __call__(
        self,
        frame: DynamicFrame,
        f: RecordFunction,
        preservesPartitioning: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.map(f, preservesPartitioning, transformation_ctx, info, stageThreshold, totalThreshold)
