"""The columns in which readers of records put what they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql.types import StringType, StructField, StructType

if TYPE_CHECKING:
    from etl.frame.types import Struct


def columns_of(schema: Struct, constants: int = 0) -> StructType:
    """Return the physical columns of `schema`, and behind them those of constants of splits, which are texts."""
    from etl.frame.physical import spark_struct  # when it is called: frames themselves are built on this package

    more = [StructField(constant_column(number), StringType()) for number in range(constants)]
    return StructType([*spark_struct(schema).fields, *more])


def constant_column(number: int) -> str:
    """Return the name of the column of a constant; no field has such a name."""
    return f"\u0000constant{number}"
