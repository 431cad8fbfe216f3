"""ErrorsAsDynamicFrame: the error records of all steps that led to a frame, as a frame of their own."""

from __future__ import annotations

from pyspark.sql import SparkSession

from etl.frame.error_records import Step, transform_errors
from etl.frame.frame import Frame
from etl.frame.records import Records
from etl.frame.stage import Stage
from etl.frame.types import Struct
from etl.frame.unify import concatenate


def errors(frame: Frame) -> Frame:
    """Return the frame of the error records up to and including `frame`, each with the one field `error`.

    Where no step can make any, it has no records, but the field all the same.
    """
    return Frame(lambda: _collected(frame.steps, frame.spark), frame.spark, name=frame.name, steps=(Step(Stage()),))


def _collected(steps: tuple[Step, ...], spark: SparkSession) -> Records:
    made = [records for step in steps if (records := step.errors()) is not None]
    return concatenate(*made) if made else _none(spark)


def _none(spark: SparkSession) -> Records:
    return transform_errors(spark.range(0).select(), Struct(), "struct()", Stage(), message="''", trace="''")
