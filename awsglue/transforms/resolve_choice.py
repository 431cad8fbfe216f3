"""The transform ResolveChoice."""

from __future__ import annotations

from awsglue._typing import Specs
from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class ResolveChoice(GlueTransform):
    """Give fields of several types one type, or one column a type.

    Either `specs`, tuples of a path and an action, or `choice`, an action for every choice of the frame. The actions
    are `cast:type`, `project:type`, `make_cols`, `make_struct` and, as `choice` only, `match_catalog`.
    """

    def __call__(
        self,
        frame: DynamicFrame,
        specs: Specs | None = None,
        choice: str = "",
        database: str | None = None,
        table_name: str | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.resolveChoice(
            specs, choice, database, table_name, transformation_ctx, info, stageThreshold, totalThreshold, catalog_id
        )
