"""The transform Relationalize."""

from __future__ import annotations

from awsglue._typing import Options
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from awsglue.transforms.transform import GlueTransform
from awsglue.utils import _global_args


class Relationalize(GlueTransform):
    """Flatten structs and make a table of each array, joined by keys, so that a relational database can hold them.

    Differs from AWS Glue: no staging path is needed, so none has to be given.
    """

    def __call__(
        self,
        frame: DynamicFrame,
        staging_path: str | None = None,
        name: str = "roottable",
        options: Options | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Apply the transform."""
        folder = staging_path or _global_args.get("TempDir") or ""
        return frame.relationalize(
            name, folder, options or {}, transformation_ctx, info, stageThreshold, totalThreshold
        )
