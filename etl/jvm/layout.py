"""The columns in which readers of records put what they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql.types import StructType

if TYPE_CHECKING:
    from etl.frame.types import Struct


def columns_of(schema: Struct) -> StructType:
    """Return the physical columns of `schema`."""
    from etl.frame.physical import spark_struct  # when it is called: frames themselves are built on this package

    return spark_struct(schema)
