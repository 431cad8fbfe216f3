"""Repartition and Coalesce: the same records in another number of partitions."""

from __future__ import annotations

from etl.errors import OptionError
from etl.frame.frame import Frame
from etl.frame.records import Records
from etl.frame.stage import Stage


def repartition(frame: Frame, num_partitions: int, *, stage: Stage = Stage()) -> Frame:
    """Return the frame in `num_partitions` partitions of about the same size; the records are shuffled.

    Raises:
        OptionError: The number is not a whole number above zero.
    """
    number = _checked("repartition", num_partitions)
    return frame.derive(lambda records: Records(records.df.repartition(number), records.schema), stage=stage)


def coalesce(frame: Frame, num_partitions: int, shuffle: bool = False, *, stage: Stage = Stage()) -> Frame:
    """Return the frame in at most `num_partitions` partitions, joined where they are.

    With `shuffle` the records are shuffled, and there may be more partitions than before.

    Raises:
        OptionError: The number is not a whole number above zero.
    """
    number = _checked("coalesce", num_partitions)
    if shuffle:
        return repartition(frame, number, stage=stage)
    return frame.derive(lambda records: Records(records.df.coalesce(number), records.schema), stage=stage)


def _checked(transform: str, number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise OptionError(f"{transform} num_partitions", number, "expected a whole number above zero")
    return number
