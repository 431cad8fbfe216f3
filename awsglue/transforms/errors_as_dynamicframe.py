"""The transform ErrorsAsDynamicFrame."""

from __future__ import annotations

from awsglue.dynamicframe import DynamicFrame
from awsglue.transforms.transform import GlueTransform


class ErrorsAsDynamicFrame(GlueTransform):
    """Return the error records that came together up to the frame."""

    def __call__(
        self,
        frame: DynamicFrame,
    ) -> DynamicFrame:
        """Apply the transform."""
        return frame.errorsAsDynamicFrame()
