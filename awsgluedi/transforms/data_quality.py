"""Transforms that mend data."""

from __future__ import annotations

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsgluedi._transform import DataFrameTransform
from etl.preparation.duplicates import drop_duplicates, flag_duplicates
from etl.preparation.modes import fill_with_mode


class FillWithMode(DataFrameTransform):
    """Fill nulls of a column with its commonest value.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-FillWithMode.html
    """

    def __call__(
        self, spark_context: SparkContext, data_frame: DataFrame, source_column: str, mode_type: str
    ) -> DataFrame:
        """Apply the transform.

        Args:
            spark_context: The SparkContext.
            data_frame: The rows.
            source_column: The column.
            mode_type: What to take of several values that are equally common: MINIMUM, MAXIMUM, AVERAGE or NONE.
        """
        return fill_with_mode(data_frame, source_column, mode_type)


class FlagDuplicateRows(DataFrameTransform):
    """Add a column that says of each row whether an earlier one is equal to it.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-FlagDuplicateRows.html.
    The table that the page prints flags first rows as well and puts the column last; its text says otherwise, as here.
    """

    def __call__(
        self,
        spark_context: SparkContext,
        data_frame: DataFrame,
        target_column: str,
        true_string: str = "True",
        false_string: str = "False",
        target_index: int | None = None,
    ) -> DataFrame:
        """Apply the transform.

        Args:
            spark_context: The SparkContext.
            data_frame: The rows; none of their columns is a map.
            target_column: The new column.
            true_string: What it says of a duplicate.
            false_string: What it says of any other row.
            target_index: Its place among the columns, the first being 0; the last one by default.
        """
        names = data_frame.columns
        return flag_duplicates(data_frame, names, target_column, true_string, false_string, index=target_index)


class RemoveDuplicates(DataFrameTransform):
    """Keep one row of each value of a column: the first.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-RemoveDuplicates.html
    """

    def __call__(self, spark_context: SparkContext, data_frame: DataFrame, source_column: str) -> DataFrame:
        """Apply the transform."""
        return drop_duplicates(data_frame, source_column)
