"""UUID: importing this gives DataFrame and DynamicFrame the method `gs_uuid`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-uuid.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.identifiers import with_uuid


@frame_method
def gs_uuid(self: DataFrame, colName: str = "UUID") -> DataFrame:
    """Return the frame with a UUID in each row."""
    return with_uuid(self, colName)
