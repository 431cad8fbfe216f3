"""Transforms of dates."""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsgluedi._transform import ValueTransform
from etl.frame.physical import Sql
from etl.preparation.months import with_month_name


class MonthName(ValueTransform):
    """Add the name of the month of a date.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-MonthName.html
    """

    def made(self, df: DataFrame, target: str, value: Sql) -> DataFrame:
        """Return the rows with the new column."""
        return with_month_name(df, target, value)
