"""Transforms of addresses of the internet."""

from __future__ import annotations

from pyspark.sql import DataFrame

from awsgluedi._transform import ValueTransform
from etl.frame.physical import Sql
from etl.preparation.addresses import int_to_ip, ip_to_int


class IpToInt(ValueTransform):
    """Add a column of addresses (IP version 4) as numbers; null for what is no address.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-IpToInt.html.
    Two numbers that the page prints, those of 10.10.10.10 and 244.4.4.4, are not what the arithmetic gives.
    """

    def made(self, df: DataFrame, target: str, value: Sql) -> DataFrame:
        """Return the rows with the new column."""
        return ip_to_int(df, target, value)


class IntToIp(ValueTransform):
    """Add a column of numbers as addresses (IP version 4); null for a number that is none.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-IntToIp.html.
    The page prints 10.0.0.10 for 168430090, which is 10.10.10.10.
    """

    def made(self, df: DataFrame, target: str, value: Sql) -> DataFrame:
        """Return the rows with the new column."""
        return int_to_ip(df, target, value)
