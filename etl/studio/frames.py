"""A change of rows, made to the records of a frame."""

from __future__ import annotations

from collections.abc import Callable

from pyspark.sql import DataFrame

from etl.frame import Frame, Stage, from_dataframe
from etl.frame.plain import plain_dataframe


def change_rows(frame: Frame, change: Callable[[DataFrame], DataFrame], *, stage: Stage = Stage()) -> Frame:
    """Return the frame of the rows that `change` makes of what `toDF` gives; name and error records stay."""
    return frame.derive(
        lambda records: from_dataframe(change(plain_dataframe(records.df, records.schema))).records, stage=stage
    )
