"""Split string: importing this gives DataFrame and DynamicFrame the method `gs_split`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-split-string.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.split import split


@frame_method
def gs_split(self: DataFrame, colName: str, pattern: str, newColName: str | None = None) -> DataFrame:
    """Return the frame with a text as the array of its parts."""
    return split(self, colName, pattern, newColName)
