"""What the data preparation transforms share."""

from __future__ import annotations

from typing import Any

from awsglue.transforms import GlueTransform
from etl.errors import UnsupportedFeatureError


class DataFrameTransform(GlueTransform):
    """Base of transforms of Spark DataFrames: `apply(spark_context=, data_frame=, ...)`."""

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Apply the transform."""
        return cls()(*args, **kwargs)


class UnsupportedTransform(DataFrameTransform):
    """Base of transforms that are not built: applying one raises an error that names it.

    Attributes:
        way_out: What to do instead.
    """

    way_out = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Raise the error."""
        raise UnsupportedFeatureError(f"The transform {self.name()} of awsgluedi", self.way_out)
