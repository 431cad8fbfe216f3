"""Transforms of columns."""

from __future__ import annotations

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsgluedi._transform import DataFrameTransform
from etl.preparation.duplicates import flag_duplicates


class FlagDuplicatesInColumn(DataFrameTransform):
    """Add a column that says of each row whether an earlier one has its value.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-FlagDuplicatesInColumn.html
    """

    def __call__(
        self,
        spark_context: SparkContext,
        data_frame: DataFrame,
        source_column: str,
        target_column: str,
        true_string: str = "true",
        false_string: str = "false",
    ) -> DataFrame:
        """Apply the transform."""
        return flag_duplicates(data_frame, [source_column], target_column, true_string, false_string)
