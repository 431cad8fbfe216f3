"""Regex extractor: importing this gives DataFrame and DynamicFrame the method `gs_regex_extract`.

Source: https://docs.aws.amazon.com/glue/latest/dg/transforms-regex-extractor.html
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsglue._studio import frame_method
from etl.options import flag
from etl.studio.names import Names
from etl.studio.regex_extract import regex_extract


@frame_method
def gs_regex_extract(
    self: DataFrame, colName: str, regex: str, newCols: Names, failOnNoMatch: bool | str = False
) -> DataFrame:
    """Return the frame with columns of what a regular expression matches."""
    return regex_extract(
        self, colName, regex, newCols, must_match=flag("gs_regex_extract failOnNoMatch", failOnNoMatch)
    )
