"""Extract JSON path: importing this gives DataFrame and DynamicFrame the method `gs_extract_json`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-extract-json-path.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.options import flag
from etl.studio.json_paths import extract_json
from etl.studio.names import Names


@frame_method
def gs_extract_json(
    self: DataFrame, colName: str, jsonPaths: Names, colList: Names, dropCol: bool | str = False
) -> DataFrame:
    """Return the frame with columns of what paths find in a column of JSON."""
    return extract_json(self, colName, jsonPaths, colList, drop=flag("gs_extract_json dropCol", dropCol))
