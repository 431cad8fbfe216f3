"""What `glue_context.getSink` returns."""

from __future__ import annotations

from typing import Any

from pyspark.sql import DataFrame

from awsglue._request import Request
from awsglue._typing import Context
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection
from etl import connections
from etl.connections import write_dataframe, write_frame
from etl.connections.tables import CatalogTarget, write_dataframe_and_update, write_files_and_update
from etl.errors import OptionError
from etl.frame import empty_frame
from etl.runtime.catalog import current_catalog


class DataSink:
    """A place at a connection, to be written to.

    Args:
        j_sink: Where and how to write.
        sql_ctx: The GlueContext.

    Differs from AWS Glue: `j_sink` is an object of this library, not a Java object.
    """

    def __init__(self, j_sink: Request, sql_ctx: Context) -> None:
        self._jsink = j_sink
        self._sql_ctx = sql_ctx
        self._table: CatalogTarget | None = None

    def setFormat(self, format: str, **options: Any) -> None:
        """Set the format to write and its options."""
        self._jsink.set_format(format, options)

    def setAccumulableSize(self, size: int) -> None:
        """Accept a limit for error records of writing.

        Differs from AWS Glue: a record that cannot be written fails the job, so there is nothing to limit.
        """

    def setCatalogInfo(self, catalogDatabase: str, catalogTableName: str, catalogId: str = "") -> None:
        """Name the table of the Data Catalog that describes what is written, for `enableUpdateCatalog`."""
        self._table = CatalogTarget(current_catalog(), catalogDatabase, catalogTableName)

    def writeFrame(self, dynamic_frame: DynamicFrame, info: str = "") -> DynamicFrame:
        """Write a frame, and return the records that could not be written.

        Differs from AWS Glue: a record that cannot be written fails the job, so the result is empty.
        """
        sink = self._jsink
        if self._table:
            request = connections.Request(sink.options, sink.format, sink.format_options)
            write_files_and_update(dynamic_frame._jdf, self._table, request)
        else:
            write_frame(dynamic_frame._jdf, sink.connection_type, sink.options, sink.format, sink.format_options)
        name = f"{dynamic_frame.name}_errors"
        return DynamicFrame(empty_frame(dynamic_frame._jdf.spark, name), dynamic_frame.glue_ctx, name)

    def writeDataFrame(self, data_frame: DataFrame, glue_context: Context, info: str = "") -> DataFrame:
        """Write a Spark DataFrame by Spark's own writer, and return it."""
        sink = self._jsink
        if self._table:
            request = connections.Request(sink.options, sink.format, sink.format_options)
            write_dataframe_and_update(data_frame, self._table, request)
        else:
            write_dataframe(data_frame, sink.connection_type, sink.options, sink.format, sink.format_options)
        return data_frame

    def write(
        self, dynamic_frame_or_dfc: DynamicFrame | DynamicFrameCollection, info: str = ""
    ) -> DynamicFrame | DynamicFrameCollection:
        """Write a frame, or each frame of a collection."""
        given = dynamic_frame_or_dfc
        if isinstance(given, DynamicFrame):
            return self.writeFrame(given, info)
        if isinstance(given, DynamicFrameCollection):
            return DynamicFrameCollection([self.writeFrame(frame, info) for frame in given.values()], self._sql_ctx)
        raise OptionError(
            "frame", given, "expected a DynamicFrame or a DynamicFrameCollection; see DynamicFrame.fromDF"
        )
