"""A change of rows, made to the records of a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame

from etl.errors import EtlError
from etl.formats.case_sensitive import case_sensitive_session, has_twins, in_session
from etl.frame import Frame, Stage, from_dataframe
from etl.frame.paths import ELEMENTS, Path, show_path
from etl.frame.plain import plain_dataframe
from etl.frame.records import Records
from etl.frame.types import Array, Choice, Map, Struct, Type
from etl.notice import warn

Change = Callable[[DataFrame], DataFrame]


def change_rows(frame: Frame, helper: str, change: Change, *, stage: Stage = Stage()) -> Frame:
    """Return the frame of the rows that a helper makes of what `toDF` gives; name and error records stay.

    Args:
        frame: The frame.
        helper: The helper's name, for messages.
        change: What it does.
        stage: Where the script calls it.
    """

    def changed(records: Records) -> Records:
        lost = [show_path(path) for path in _choices(records.schema, ())]
        if lost:
            warn(
                f"In {helper}, {stage.line}: {', '.join(lost)} may have several types and is a struct of them from "
                "here on; resolveChoice before it makes it one type."
            )
        with told(helper, stage):
            return _changed(plain_dataframe(records.df, records.schema), change)

    return frame.derive(changed, stage=stage)


@contextmanager
def told(helper: str, stage: Stage) -> Iterator[None]:
    """Let errors of the helper say its name, and the line of the script that calls it."""
    try:
        yield
    except (EtlError, PySparkException, Py4JJavaError) as error:
        error.add_note(f"in {', '.join(filter(None, (helper, stage.line)))}")
        raise


def _changed(df: DataFrame, change: Change) -> Records:
    if not has_twins(df.schema):
        return from_dataframe(change(df)).records
    made = change(in_session(df, case_sensitive_session(df.sparkSession)))
    return from_dataframe(in_session(made, df.sparkSession)).records


def _choices(type_: Type, path: Path) -> Iterator[Path]:
    match type_:
        case Choice():
            yield path
        case Struct(fields):
            for field in fields:
                yield from _choices(field.type, (*path, field.name))
        case Array(element):
            yield from _choices(element, (*path, ELEMENTS))
        case Map(value):
            yield from _choices(value, path)
