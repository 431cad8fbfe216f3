"""The transform Filter."""

from __future__ import annotations

from awsglue._typing import Predicate
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class Filter(GlueTransform):
    """Keep the records for which a function returns true.

    A KeyError, ValueError or TypeError in the function drops the record; any other exception makes an error record.
    """

    def __call__(
        self,
        frame: DynamicFrame,
        f: Predicate,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.filter(f, transformation_ctx, info, stageThreshold, totalThreshold)
