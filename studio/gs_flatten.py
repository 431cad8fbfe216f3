"""Flatten: importing this gives DataFrame and DynamicFrame the method `gs_flatten`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-flatten.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.flatten import flatten


@frame_method
def gs_flatten(self: DataFrame, maxLevels: int = 0, separator: str = ".") -> DataFrame:
    """Return the frame with the fields of structs as columns; `maxLevels` 0 is all levels."""
    return flatten(self, maxLevels, separator)
