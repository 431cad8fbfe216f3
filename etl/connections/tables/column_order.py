"""Files that name no columns are read by place: what is written to a table of such files has the table's order."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import DataFrame

from etl.frame.frame import Frame
from etl.frame.physical import quoted
from etl.frame.records import Part, Records
from etl.frame.stage import Stage
from etl.frame.types import STRING, Field

_NOTHING = "CAST(NULL AS STRING)"


def in_table_order(frame: Frame, columns: Sequence[str]) -> Frame:
    """Return a frame whose first fields are those of a table, null where it lacks one; others follow.

    Args:
        frame: The records.
        columns: The table's columns, in lower case; if there are none, the frame stays as it is.
    """
    if not columns:
        return frame

    def ordered(records: Records) -> Records:
        parts: dict[str, Part] = {part[0].name.lower(): part for part in records.parts()}
        known = [parts.pop(name, (Field(name, STRING), _NOTHING)) for name in columns]
        return records.select([*known, *parts.values()])

    return frame.derive(ordered, stage=Stage())


def dataframe_in_table_order(df: DataFrame, columns: Sequence[str]) -> DataFrame:
    """Return a DataFrame in the same order."""
    names = {name.lower(): name for name in df.columns}
    if not columns:
        return df
    known = [quoted(names.pop(name)) if name in names else f"{_NOTHING} AS {quoted(name)}" for name in columns]
    return df.selectExpr(*known, *map(quoted, names.values()))
