"""Identifier: importing this gives DataFrame and DynamicFrame the method `gs_sequence_id`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-identifier.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.options import flag
from etl.studio.identifiers import with_identifier


@frame_method
def gs_sequence_id(self: DataFrame, colName: str = "id", unique: bool | str = False) -> DataFrame:
    """Return the frame with a number in each row; with `unique` no other run gives it, either."""
    return with_identifier(self, colName, unique=flag("gs_sequence_id unique", unique))
