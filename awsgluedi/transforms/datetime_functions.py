"""Transforms of dates."""

from __future__ import annotations

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsgluedi._transform import DataFrameTransform
from etl.preparation.inputs import given
from etl.preparation.months import with_month_name


class MonthName(DataFrameTransform):
    """Add the name of the month of a date.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-MonthName.html
    """

    def __call__(
        self,
        spark_context: SparkContext,
        data_frame: DataFrame,
        target_column: str,
        source_column: str | None = None,
        value: object = None,
    ) -> DataFrame:
        """Apply the transform."""
        return with_month_name(data_frame, target_column, given(data_frame, source_column, value))
