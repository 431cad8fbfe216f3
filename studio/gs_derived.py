"""Derived column: importing this gives DataFrame and DynamicFrame the method `gs_derived`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-derived-column.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.derived import derive


@frame_method
def gs_derived(self: DataFrame, colName: str, expr: str) -> DataFrame:
    """Return the frame with a column that an SQL expression gives."""
    return derive(self, colName, expr)
