"""Transforms by a Python function of the user's: Filter, Map and mapPartitions.

A record goes to Python as text, without the fields it lacks, and comes back as text; reading that text decides the
schema, as it does for any source that describes itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from etl.errors import OptionError
from etl.frame import python_worker
from etl.frame.dynamic_record import DynamicRecord
from etl.frame.error_records import Step, transform_errors
from etl.frame.fold import struct_of
from etl.frame.frame import Frame
from etl.frame.once import Once
from etl.frame.physical import quoted
from etl.frame.records import Records, struct_of_parts
from etl.frame.stage import Stage
from etl.frame.tally import TaskTally
from etl.frame.types import Struct
from etl.jvm.records import fold_texts, parse_text, read_texts, record_text
from etl.jvm.rows import copied_rows, rows_of

_VERDICT = "__verdict"

MakeBatches = Callable[[str, TaskTally], python_worker.Batches]
"""From the session's time zone and a counter of errors to a function for `mapInArrow`."""


def filter_records(frame: Frame, f: Callable[[DynamicRecord], Any], *, stage: Stage = Stage()) -> Frame:
    """Return a frame of the records for which `f` is true.

    A record for which `f` raises KeyError (it lacks the field), ValueError or TypeError is dropped; one for which it
    raises anything else is an error record.
    """
    _require_callable("Filter", f)
    judged = Once(lambda: _judged(frame.records, f, TaskTally(frame.spark.sparkContext, f"Filter of {frame.place}")))

    def failed() -> Records:
        verdict = f"from_json({_VERDICT}, 'array<string>')"
        rows = judged().where(f"{_VERDICT} != '{python_worker.KEEP}'")
        record, value = struct_of_parts(frame.records.parts())
        return transform_errors(rows, record, value, stage, message=f"{verdict}[0]", trace=f"{verdict}[1]")

    def kept(records: Records) -> Records:
        return Records(judged().where(f"{_VERDICT} = '{python_worker.KEEP}'").drop(_VERDICT), records.schema)

    return frame.derive(kept, stage=stage, errors=failed)


def map_records(frame: Frame, f: Callable[[DynamicRecord], Any], *, stage: Stage = Stage()) -> Frame:
    """Return a frame of what `f` gives for each record, with the schema that the new records have.

    A record for which `f` raises, or gives None, is an error record. `f` gets a copy and may change it.
    """
    _require_callable("Map", f)
    return _from_python(frame, lambda zone, tally: python_worker.map_batches(f, zone, tally), stage)


def map_partitions(
    frame: Frame, f: Callable[[int, Iterator[dict[str, Any]]], Iterable[dict[str, Any]]], *, stage: Stage = Stage()
) -> Frame:
    """Return a frame of what `f` gives for each partition, given its number and its records as `{"record": …}`."""
    _require_callable("mapPartitions", f)
    return _from_python(frame, lambda zone, tally: python_worker.map_partitions(f, zone, tally), stage)


def _require_callable(transform: str, f: object) -> None:
    """Refuse what is no function before a job starts.

    Raises:
        OptionError: `f` cannot be called.
    """
    if not callable(f):
        raise OptionError(f"{transform}: f", f, "expected a function of a record")


def _from_python(frame: Frame, batches: MakeBatches, stage: Stage) -> Frame:
    output = PythonOutput(frame, batches)
    schema = Once(output.fold)
    return Frame(
        lambda: Records(output.read(schema()), schema()),
        frame.spark,
        name=frame.name,
        steps=(*frame.steps, Step(stage, lambda: output.failures(stage))),
        source=output,
    )


def _judged(records: Records, f: Callable[[DynamicRecord], Any], tally: TaskTally) -> DataFrame:
    from pyspark.sql.pandas.functions import pandas_udf

    from etl.frame.verdicts import judge  # imports pandas, which a job without a filter does not need

    spark = records.df.sparkSession
    verdict = pandas_udf(judge(f, _time_zone(spark), tally), "string")  # type: ignore[call-overload]
    return records.df.withColumn(_VERDICT, verdict(_text(records)))


def _text(records: Records) -> Column:
    write = record_text(records.df.sparkSession, records.schema, style="tagged")
    return write(F.struct(*[F.col(quoted(field.column)) for field in records.schema]))


def _time_zone(spark: SparkSession) -> str:
    return spark.conf.get("spark.sql.session.timeZone") or "UTC"


class PythonOutput:
    """The records that a function of the user's makes, as a source: their schema is what they turn out to have."""

    def __init__(self, frame: Frame, batches: MakeBatches) -> None:
        self._frame = frame
        self._output = Once(lambda: self._run(batches))

    @property
    def place(self) -> str:
        return self._frame.place

    @property
    def spark(self) -> SparkSession:
        return self._frame.spark

    def fold(self) -> Struct:
        """Return the schema of the records; they are kept, in memory or on disk, for whoever reads them next."""
        self._output()[0].persist(_kept_level(self.spark))
        return struct_of(fold_texts(self.spark, self._texts(), self._frame.schema))

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        return read_texts(self.spark, self._texts(), schema, case_sensitive=case_sensitive)

    def errors(self) -> None:
        """Return nothing: the records that failed are the transform's own errors."""

    def failures(self, stage: Stage) -> Records:
        """Return the error records of the records that the function failed on."""
        schema = self._frame.schema
        read, _ = parse_text(self.spark, schema)
        failed = self._output()[1].where("message IS NOT NULL").withColumn("given", read(F.col("input")))
        return transform_errors(failed, schema, "given", stage, message="message", trace="trace")

    def _texts(self) -> DataFrame:
        return self._output()[1].where("record IS NOT NULL").select("record")

    def _run(self, batches: MakeBatches) -> tuple[Any, DataFrame]:
        """Return the JVM's rows of the function's output, which can be kept, and the DataFrame over them."""
        records = self._frame.records
        tally = TaskTally(self.spark.sparkContext, f"Map of {self.place}")
        function = batches(_time_zone(self.spark), tally)
        made = records.df.select(_text(records).alias("record")).mapInArrow(function, python_worker.OUTPUT)
        rdd = copied_rows(made)
        return rdd, rows_of(self.spark, rdd, made.schema)


def _kept_level(spark: SparkSession) -> Any:
    return spark.sparkContext._getJavaStorageLevel(StorageLevel.MEMORY_AND_DISK)
