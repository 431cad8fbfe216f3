"""The transform Unbox."""

from __future__ import annotations

from typing import Any

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class Unbox(GlueTransform):
    """Parse the text in a field as records of a format."""

    def __call__(
        self,
        frame: DynamicFrame,
        path: str,
        format: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        **options: Any,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.unbox(path, format, transformation_ctx, info, stageThreshold, totalThreshold, **options)
