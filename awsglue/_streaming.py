"""Methods of the context for Spark's structured streaming."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from awsglue._typing import Options
from awsglue._unsupported import unsupported

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from awsglue.dynamicframe import DynamicFrame


class StreamingMethods:
    """A part of GlueContext."""

    def getSampleStreamingDynamicFrame(
        self, frame: DataFrame, options: Options = {}, batch_function: Callable[[DataFrame, int], Any] | None = None
    ) -> DynamicFrame:
        """Return a frame of the first records of a stream."""
        raise unsupported("GlueContext.getSampleStreamingDynamicFrame")

    def forEachBatch(
        self, frame: DataFrame, batch_function: Callable[[DataFrame, int], Any], options: Options = {}
    ) -> None:
        """Call a function with each batch of a stream."""
        raise unsupported("GlueContext.forEachBatch")

    def add_ingestion_time_columns(self, frame: DataFrame, time_granularity: str) -> DataFrame:
        """Add columns of the time now: `ingest_year`, `ingest_month`, and so on down to a granularity."""
        raise unsupported("GlueContext.add_ingestion_time_columns")
