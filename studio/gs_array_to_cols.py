"""Array to columns: importing this gives DataFrame and DynamicFrame the method `gs_array_to_cols`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-array-to-columns.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.array_to_columns import Indexes, array_to_columns
from etl.studio.names import Names


@frame_method
def gs_array_to_cols(self: DataFrame, colName: str, colList: Names, indexes: Indexes | None = None) -> DataFrame:
    """Return the frame with columns of the values of an array; the first index is 1."""
    return array_to_columns(self, colName, colList, indexes)
