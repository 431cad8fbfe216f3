"""Lookup: importing this gives DataFrame and DynamicFrame the method `gs_lookup`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-lookup.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.lookup import lookup
from etl.studio.names import Names


@frame_method
def gs_lookup(self: DataFrame, tableName: str, keyList: Names, colList: Names) -> DataFrame:
    """Return the frame with columns of a table of the Data Catalog where its keys match."""
    return lookup(self, tableName, keyList, colList)
