"""Transforms that give values another form."""

from __future__ import annotations

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsgluedi._transform import DataFrameTransform
from etl.errors import OptionError
from etl.frame.physical import literal
from etl.preparation.phone_numbers import format_phone_numbers
from etl.studio.names import column


class FormatPhoneNumber(DataFrameTransform):
    """Give telephone numbers one form; what is none becomes null. It needs `local-glue[di]`.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-FormatPhoneNumber.html.
    That page says that E.164 is the default, and prints the national form; that form is the default here.
    """

    def __call__(
        self,
        spark_context: SparkContext,
        data_frame: DataFrame,
        source_column: str,
        phone_number_format: str | None = None,
        default_region: str | None = None,
        default_region_column: str | None = None,
    ) -> DataFrame:
        """Apply the transform.

        Raises:
            OptionError: Both a region and a column of regions are given.
        """
        if default_region and default_region_column:
            raise OptionError("default_region_column", default_region_column, "there is a default_region, too")
        region = literal(default_region) if default_region else None
        if default_region_column:
            region = column(data_frame, default_region_column)
        return format_phone_numbers(data_frame, source_column, phone_number_format or "NATIONAL", region)
