"""The transform Repartition."""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class Repartition(GlueTransform):
    """Spread the records evenly over a number of partitions."""

    def __call__(
        self,
        frame: DynamicFrame,
        num_partitions: int,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.repartition(num_partitions, transformation_ctx, info, stageThreshold, totalThreshold)
