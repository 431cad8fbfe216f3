"""Add current timestamp: importing this gives DataFrame and DynamicFrame the method `gs_now`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-add-current-timestamp.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.timestamps import with_now


@frame_method
def gs_now(self: DataFrame, colName: str = "timestamp", dateFormat: str | None = None) -> DataFrame:
    """Return the frame with the current time, a text where there is a format."""
    return with_now(self, colName, dateFormat)
