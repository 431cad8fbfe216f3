"""The first records of a frame."""

from __future__ import annotations

from etl.frame.frame import Frame
from etl.frame.records import Records
from etl.frame.stage import Stage


def limit(frame: Frame, rows: int, *, stage: Stage = Stage()) -> Frame:
    """Return a frame of at most `rows` records, the first ones."""
    return frame.derive(lambda records: Records(records.df.limit(rows), records.schema), stage=stage)
