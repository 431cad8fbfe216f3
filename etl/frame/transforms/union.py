"""Union: the records of two frames as one."""

from __future__ import annotations

from etl.frame.frame import Frame
from etl.frame.stage import Stage
from etl.frame.unify import concatenate


def union(frame: Frame, other: Frame, *, stage: Stage = Stage()) -> Frame:
    """Return a frame of the records of both, fields matched by name; a field with two types becomes a choice.

    Nothing is removed, so that records that both frames hold come twice.
    """
    return frame.derive(lambda records: concatenate(records, other.records), stage=stage, others=[other])
