"""Concatenate columns: importing this gives DataFrame and DynamicFrame the method `gs_concat`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-concatenate-columns.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.concatenate import concatenate
from etl.studio.names import Names


@frame_method
def gs_concat(
    self: DataFrame, colName: str, colList: Names, spacer: str | None = None, nullReplacement: str | None = None
) -> DataFrame:
    """Return the frame with a column of the texts of others."""
    return concatenate(self, colName, colList, spacer, nullReplacement)
