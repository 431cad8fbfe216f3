"""Transforms of numbers."""

from __future__ import annotations

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsgluedi._transform import DataFrameTransform
from etl.preparation.inputs import given
from etl.preparation.parity import with_parity


class IsEven(DataFrameTransform):
    """Add a column that says whether a number is even.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-IsEven.html
    """

    def __call__(
        self,
        spark_context: SparkContext,
        data_frame: DataFrame,
        target_column: str,
        source_column: str | None = None,
        true_string: str = "Even",
        false_string: str = "Not even",
        value: object = None,
    ) -> DataFrame:
        """Apply the transform."""
        return with_parity(
            data_frame, target_column, given(data_frame, source_column, value), true_string, false_string
        )
