"""Transforms that clean values."""

from __future__ import annotations

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsgluedi._transform import DataFrameTransform
from etl.preparation.cases import format_case


class FormatCase(DataFrameTransform):
    """Write texts in another case.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-FormatCase.html
    """

    def __call__(
        self, spark_context: SparkContext, data_frame: DataFrame, source_column: str, case_type: str
    ) -> DataFrame:
        """Apply the transform.

        Args:
            spark_context: The SparkContext.
            data_frame: The rows.
            source_column: The column of texts.
            case_type: LOWER, UPPER, CAPITAL (each word begins with a capital) or SENTENCE (the first one does).
        """
        return format_case(data_frame, source_column, case_type)
