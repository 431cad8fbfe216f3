"""mergeDynamicFrame: records of a staging frame take the place of those with the same key."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import functions as F

from etl.frame.frame import Frame
from etl.frame.keys import key_pair, key_paths
from etl.frame.paths import Path
from etl.frame.physical import quoted
from etl.frame.records import Records
from etl.frame.stage import Stage
from etl.frame.unify import concatenate


def merge(source: Frame, stage_frame: Frame, primary_keys: str | Sequence[str], *, stage: Stage = Stage()) -> Frame:
    """Return a frame of all records of `stage_frame`, and those of `source` whose key it has not.

    Args:
        source: The records so far.
        stage_frame: New records, and newer ones of keys that `source` has.
        primary_keys: The path of the key, or several; the same in both frames.
        stage: The step's place in the job.

    No duplicates are removed on either side. A record of `source` with a missing or null key remains.

    Raises:
        OptionError: No keys.
        UnknownNameError: A key that a frame has not.
    """
    keys = key_paths(primary_keys, "mergeDynamicFrame primary_keys")
    return source.derive(
        lambda records: concatenate(_without_keys_of(records, stage_frame.records, keys), stage_frame.records),
        stage=stage,
        others=[stage_frame],
    )


def _without_keys_of(records: Records, staged: Records, keys: list[Path]) -> Records:
    """Return the records whose key no record of `staged` has."""
    if not records.schema.fields or not staged.schema.fields:  # nothing was read: no key can be equal
        return records
    pairs = [key_pair("mergeDynamicFrame", (records.schema, key), (staged.schema, key)) for key in keys]
    known = [pair for pair in pairs if pair is not None]
    if len(known) < len(pairs):
        return records
    left = records.df.selectExpr("*", *[f"{sql} AS {_name('l', n)}" for n, (sql, _) in enumerate(known)])
    right = staged.df.selectExpr(*[f"{sql} AS {_name('r', n)}" for n, (_, sql) in enumerate(known)])
    condition = " AND ".join(f"{_name('l', n)} = {_name('r', n)}" for n in range(len(known)))
    kept = left.join(right, F.expr(condition), "left_anti")
    return Records(kept.select(*[quoted(field.column) for field in records.schema]), records.schema)


def _name(side: str, number: int) -> str:
    return quoted(f"\u00b7{side}{number}")
