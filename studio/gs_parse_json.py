"""Parse JSON column: importing this gives DataFrame and DynamicFrame the method `gs_parse_json`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-parse-json-column.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.studio.parse_json import parse_json


@frame_method
def gs_parse_json(
    self: DataFrame,
    colName: str,
    newColName: str | None = None,
    schema: str | None = None,
    samplingRatio: float | str | None = None,
) -> DataFrame:
    """Return the frame with JSON texts as structs, or as what `schema` says."""
    return parse_json(self, colName, newColName, schema=schema, sampling_ratio=samplingRatio)
