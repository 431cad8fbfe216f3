"""Pivot rows into columns: importing this gives DataFrame and DynamicFrame the method `gs_pivot`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-pivot-rows-to-columns.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.names import Names
from etl.studio.pivot import pivot


@frame_method
def gs_pivot(self: DataFrame, aggCol: str, aggFunction: str, colList: Names) -> DataFrame:
    """Return the frame with a column for each value of the columns given."""
    return pivot(self, aggCol, aggFunction, colList)
