"""Error records: what could not be read or computed, kept beside the good records of a frame.

Each has one field `error`, a struct of the call site, the message, the stack trace, the input as far as it was read
(readers only) and the record that the transform was given.
"""

from __future__ import annotations

from collections.abc import Callable

from pyspark.sql import DataFrame

from etl.frame.once import Once
from etl.frame.physical import Sql, literal
from etl.frame.records import Part, Records, struct_of_parts
from etl.frame.source import Source
from etl.frame.stage import Stage
from etl.frame.types import LONG, STRING, Field, Struct
from etl.jvm.failures import clear_failures


class Step:
    """A transform on the way to a frame and, where it can make any, its error records."""

    def __init__(self, stage: Stage, make_errors: Callable[[], Records | None] = lambda: None) -> None:
        self.stage = stage
        self.errors = Once(make_errors)
        """Returns the error records; None where the step makes none."""
        self.count = Once(self._count)
        """Returns their number; the first call runs a Spark job where the step can make any."""

    def _count(self) -> int:
        errors = self.errors()
        with clear_failures():
            return errors.df.count() if errors is not None else 0


def reader_errors(source: Source, stage: Stage) -> Records | None:
    """Return the error records of a source."""
    unreadable = source.errors()
    if unreadable is None:
        return None
    extra: list[Part] = [
        (Field("input", STRING), "input"),
        (Field("bytesread", LONG), "bytesread"),
        (Field("source", STRING), "source"),
        (Field("dynamicRecord", Struct(), null=False), "struct()"),
    ]
    return _errors(unreadable, stage, "msg", "msg", extra)


def transform_errors(df: DataFrame, record: Struct, value: Sql, stage: Stage, *, message: Sql, trace: Sql) -> Records:
    """Return the error records of a transform that failed on the rows of `df`.

    Args:
        df: The rows.
        record: What the records are that the transform was given.
        value: The expression of such a record, as a struct.
        stage: The transform's place in the job.
        message: The expression of what went wrong.
        trace: The expression of where.
    """
    given: Part = (Field("dynamicRecord", record, null=False), value if record.fields else "struct()")
    return _errors(df, stage, message, trace, [given])


def _errors(df: DataFrame, stage: Stage, message: Sql, trace: Sql, extra: list[Part]) -> Records:
    callsite, site = struct_of_parts(
        [
            (Field("site", STRING, null=False), literal(stage.site)),
            (Field("info", STRING, null=False), literal(stage.info)),
        ]
    )
    error, value = struct_of_parts(
        [
            (Field("callsite", callsite, null=False), site),
            (Field("msg", STRING), message),
            (Field("stackTrace", STRING), trace),
            *extra,
        ]
    )
    return Records(df, Struct()).select([(Field("error", error, null=False), value)])
