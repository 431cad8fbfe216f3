"""What `glue_context.getStreamingSource` returns."""

from __future__ import annotations

from typing import Any

from pyspark.sql import DataFrame

from awsglue._request import Request
from awsglue._typing import Context
from awsglue.data_source import DataSource


class StreamingDataSource:
    """Data at a connection, to be read as a Spark DataFrame.

    Args:
        j_source: What is to be read.
        sql_ctx: The GlueContext.
        name: A name for the data.
    """

    def __init__(self, j_source: Request, sql_ctx: Context, name: str) -> None:
        self._jsource = j_source
        self._sql_ctx = sql_ctx
        self.name = name

    def setFormat(self, format: str, **options: Any) -> None:
        """Set the format of the data and its options."""
        self._jsource.set_format(format, options)

    def getFrame(self) -> DataFrame:
        """Return the DataFrame."""
        return DataSource(self._jsource, self._sql_ctx, self.name).getDataFrame()
