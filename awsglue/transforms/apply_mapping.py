"""The transform ApplyMapping."""

from __future__ import annotations

from awsglue._typing import Mappings
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class ApplyMapping(GlueTransform):
    """Rename, cast, nest and leave out fields: only the mapped ones remain, in the order of the mappings.

    Each mapping is a tuple `(source path, source type, target path, target type)`.
    """

    def __call__(
        self,
        frame: DynamicFrame,
        mappings: Mappings,
        case_sensitive: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.apply_mapping(mappings, case_sensitive, transformation_ctx, info, stageThreshold, totalThreshold)
