"""Unpivot columns into rows: importing this gives DataFrame and DynamicFrame the method `gs_unpivot`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-unpivot-columns-to-rows.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.options import flag
from etl.studio.names import Names
from etl.studio.unpivot import unpivot


@frame_method
def gs_unpivot(
    self: DataFrame, colList: Names, nameCol: str = "name", valueCol: str = "value", includeNulls: bool | str = False
) -> DataFrame:
    """Return the frame with a row for each of the columns given."""
    return unpivot(self, colList, nameCol, valueCol, include_nulls=flag("gs_unpivot includeNulls", includeNulls))
