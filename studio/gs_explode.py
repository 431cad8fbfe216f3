"""Explode array or map into rows: importing this gives DataFrame and DynamicFrame the method `gs_explode`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-explode-array.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.options import flag
from etl.studio.explode import explode
from etl.studio.names import Names


@frame_method
def gs_explode(self: DataFrame, colName: str, newCol: Names | None = None, outer: bool | str = False) -> DataFrame:
    """Return a row for each value of an array or entry of a map; `outer` keeps rows that have none."""
    return explode(self, colName, newCol, outer=flag("gs_explode outer", outer))
