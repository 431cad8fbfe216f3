"""Remove null rows: importing this gives DataFrame and DynamicFrame the method `gs_null_rows`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-remove-null-rows.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.options import flag
from etl.studio.null_rows import drop_null_rows


@frame_method
def gs_null_rows(self: DataFrame, extended: bool | str = False) -> DataFrame:
    """Return the frame without rows that are all null; `extended` takes empty values for null."""
    return drop_null_rows(self, extended=flag("gs_null_rows extended", extended))
