"""The transform Union."""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class Union(GlueTransform):
    """Return the records of both frames, without looking for duplicates.

    Differs from AWS Glue: works; the class in Amazon's library always fails.
    """

    def __call__(
        self,
        frame1: DynamicFrame,
        frame2: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame1.union(frame2, transformation_ctx, info, stageThreshold, totalThreshold)
