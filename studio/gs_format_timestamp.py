"""Format timestamp: importing this gives DataFrame and DynamicFrame the method `gs_format_timestamp`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-format-timestamp.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.timestamps import format_timestamp


@frame_method
def gs_format_timestamp(self: DataFrame, colName: str, dateFormat: str, newColName: str | None = None) -> DataFrame:
    """Return the frame with timestamps of a column as texts."""
    return format_timestamp(self, colName, dateFormat, newColName)
