"""Transforms of addresses of the internet."""

from __future__ import annotations

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsgluedi._transform import DataFrameTransform
from etl.preparation.addresses import int_to_ip, ip_to_int
from etl.preparation.inputs import given


class IpToInt(DataFrameTransform):
    """Add a column of addresses (IP version 4) as numbers; null for what is no address.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-IpToInt.html.
    Two numbers that the page prints, those of 10.10.10.10 and 244.4.4.4, are not what the arithmetic gives.
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
        return ip_to_int(data_frame, target_column, given(data_frame, source_column, value))


class IntToIp(DataFrameTransform):
    """Add a column of numbers as addresses (IP version 4); null for a number that is none.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-IntToIp.html.
    The page prints 10.0.0.10 for 168430090, which is 10.10.10.10.
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
        return int_to_ip(data_frame, target_column, given(data_frame, source_column, value))
