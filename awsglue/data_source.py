"""What `glue_context.getSource` returns."""

from __future__ import annotations

from typing import Any

from pyspark.sql import DataFrame

from awsglue._context import session_of
from awsglue._request import Request
from awsglue._typing import Context
from awsglue.dynamicframe import DynamicFrame
from etl.bookmarks.job_bookmark import JobBookmark
from etl.connections import read_dataframe, read_frame
from etl.frame import Frame, limit
from etl.runtime.job import bookmark_of_source, tell_dataframe


class DataSource:
    """Data at a connection, to be read.

    Args:
        j_source: What is to be read.
        sql_ctx: The GlueContext that frames will belong to.
        name: The name of these frames.

    Differs from AWS Glue: `j_source` is an object of this library, not a Java object.
    """

    def __init__(self, j_source: Request, sql_ctx: Context, name: str) -> None:
        self._jsource = j_source
        self._sql_ctx = sql_ctx
        self.name = name

    def setFormat(self, format: str, **options: Any) -> None:
        """Set the format of the data and its options."""
        self._jsource.set_format(format, options)

    def getFrame(self, **options: Any) -> DynamicFrame:
        """Return a frame of the records, which are read later.

        Differs from AWS Glue: `minPartitions` and `targetPartitions` are without effect; the size of the data decides.
        """
        bookmark = bookmark_of_source(self._jsource.stage.transformation_ctx)
        return DynamicFrame(self._read(bookmark), self._sql_ctx, self.name)

    def getSampleFrame(self, num: int | None, **options: Any) -> DynamicFrame:
        """Return a frame of the first records, at most `num`, whatever earlier runs have read.

        Differs from AWS Glue: the options, numbers of files and partitions to take them from, are without effect.
        """
        frame = self._read()
        return DynamicFrame(frame if num is None else limit(frame, num), self._sql_ctx, self.name)

    def getDataFrame(self) -> DataFrame:
        """Return the records as a Spark DataFrame, read by Spark's own reader."""
        source = self._jsource
        tell_dataframe(source.stage.transformation_ctx)
        return read_dataframe(
            session_of(self._sql_ctx), source.connection_type, source.options, source.format, source.format_options
        )

    def _read(self, bookmark: JobBookmark | None = None) -> Frame:
        source = self._jsource
        return read_frame(
            session_of(self._sql_ctx),
            source.connection_type,
            source.options,
            source.format,
            source.format_options,
            stage=source.stage,
            bookmark=bookmark,
        )
