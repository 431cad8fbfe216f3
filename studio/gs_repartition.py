"""Autobalance processing: importing this gives DataFrame and DynamicFrame the method `gs_repartition`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-autobalance-processing.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.repartition import repartition


@frame_method
def gs_repartition(self: DataFrame, numPartitionsStr: str | int | None = None) -> DataFrame:
    """Return the frame in that many partitions; by default in as many as there are cores."""
    return repartition(self, numPartitionsStr)
