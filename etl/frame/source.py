"""What a frame asks of data that describes itself: a schema when it is wanted, rows of a schema, what is malformed."""

from __future__ import annotations

from typing import Protocol

from pyspark.sql import DataFrame, SparkSession

from etl.frame.types import Struct


class Source(Protocol):
    """Records that are read when their schema or their rows are needed, not before."""

    @property
    def place(self) -> str:
        """Where the records are, for messages."""

    @property
    def spark(self) -> SparkSession:
        """The session that reads them."""

    def fold(self) -> Struct:
        """Return the schema folded from all records; runs a Spark job, once."""

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        """Return the physical rows of `schema`, which need not hold all fields: others are passed over.

        A value whose type is not the field's is null. Without `case_sensitive`, names are compared without case.
        """

    def errors(self) -> DataFrame | None:
        """Return what cannot be read, as columns `msg`, `input`, `bytesread`, `source`; None if that never happens."""
