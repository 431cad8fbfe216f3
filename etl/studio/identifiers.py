"""UUID and Identifier: something in each row that no other row has."""

from __future__ import annotations

import time

from pyspark.sql import DataFrame

from etl.studio.derived import with_column

_ROOM = 10**19
"""More than there are numbers of rows."""


def with_uuid(df: DataFrame, name: str) -> DataFrame:
    """Return the rows with a random UUID of 36 characters."""
    return with_column(df, name, "uuid()")


def with_identifier(df: DataFrame, name: str, *, unique: bool = False) -> DataFrame:
    """Return the rows with a number: a long, or with `unique` a decimal that no other run of the job gives, either."""
    number = "monotonically_increasing_id()"
    begun = time.time_ns() // 1_000_000 * _ROOM
    return with_column(df, name, f"CAST({begun}BD + {number} AS decimal(38, 0))" if unique else number)
