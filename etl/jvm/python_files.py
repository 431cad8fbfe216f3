"""Files that a library in Python reads: the JVM opens them and hands their bytes to Python's workers.

Messages go both ways as plain bytes, many records in one: a file of any size is never in memory as a whole, which the
batches of Arrow would ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyspark import RDD, SparkContext
from pyspark.serializers import NoOpSerializer
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from etl.jvm.columns import java_type
from etl.jvm.json import ERROR_COLUMNS
from etl.jvm.layout import constant_column
from etl.jvm.rows import rows_of
from etl.jvm.sources import LINES, Form, Opening, java_sources

RECORD = "record"
"""The column of the texts of records."""

Work = Callable[[Iterable[bytes]], Iterator[bytes]]
"""From the messages of `localglue.PythonInput` to those of `localglue.PythonOutput`."""


class PythonFiles:
    """Files as Python's workers read them.

    Args:
        spark: The session.
        tasks: What `etl.storage.splits.plan_tasks` made, files whole.
        opening: How the files are opened.
        work: What the workers do.
        check: Makes of the Java package `localglue` an `InputCheck`: what the workers may not see of the files.
    """

    def __init__(
        self, spark: SparkSession, tasks: list[str], opening: Opening, work: Work, check: Form | None = None
    ) -> None:
        jvm: Any = spark.sparkContext._jvm
        sources = java_sources(spark, LINES, opening)
        self._spark = spark
        checked = check(jvm.localglue) if check else None
        self._files = jvm.localglue.PythonFiles(spark._jsparkSession.sqlContext(), tasks, sources, checked)
        self._made = _worked(spark.sparkContext, self._files.bytes(), work)

    def persist(self, level: Any) -> None:
        """Keep what the workers make, for whoever reads it next."""
        self._made.persist(level)

    def records(self, constants: int) -> DataFrame:
        """Return the texts of records, and as many constants of splits as there are."""
        names = [RECORD, *map(constant_column, range(constants))]
        columns = java_type(StructType([StructField(name, StringType()) for name in names]))
        return DataFrame(
            self._spark._jsparkSession.baseRelationToDataFrame(self._files.records(self._made, columns)), self._spark
        )

    def errors(self) -> DataFrame:
        """Return what cannot be read, with the columns `ERROR_COLUMNS`."""
        return rows_of(self._spark, self._files.errors(self._made), ERROR_COLUMNS)


def _worked(sc: SparkContext, messages: Any, work: Work) -> Any:
    rdd: Any = RDD(messages, sc, NoOpSerializer()).mapPartitions(work)
    rdd._bypass_serializer = True
    return rdd._jrdd
