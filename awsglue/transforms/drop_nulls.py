"""The transform DropNullFields."""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform
from etl.frame import null_fields


class DropNullFields(GlueTransform):
    """Drop the fields that are null, or missing, in all records; their paths are printed, as on AWS Glue."""

    def __call__(
        self,
        frame: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        found = null_fields(frame._jdf)
        print("null_fields", found)  # noqa: T201
        return frame.drop_fields(found, transformation_ctx, info, stageThreshold, totalThreshold)
