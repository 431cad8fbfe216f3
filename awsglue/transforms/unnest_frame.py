"""The transform UnnestFrame."""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class UnnestFrame(GlueTransform):
    """Bring the fields of structs to the top level, under names with dots."""

    def __call__(
        self,
        frame: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.unnest(transformation_ctx, info, stageThreshold, totalThreshold)
