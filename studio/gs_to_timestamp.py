"""To timestamp: importing this gives DataFrame and DynamicFrame the method `gs_to_timestamp`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-to-timestamp.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.timestamps import to_timestamp


@frame_method
def gs_to_timestamp(
    self: DataFrame, colName: str, colType: str = "autodetect", newColName: str | None = None
) -> DataFrame:
    """Return the frame with numbers or texts of a column as timestamps."""
    return to_timestamp(self, colName, colType, newColName)
