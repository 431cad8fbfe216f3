"""Container files of Avro as records: their schemas, their rows, and what in them cannot be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame, SparkSession

from etl.jvm.columns import java_type
from etl.jvm.failures import clear_failures
from etl.jvm.json import ERROR_COLUMNS
from etl.jvm.layout import columns_of
from etl.jvm.rows import rows_of
from etl.jvm.sources import LINES, Opening, java_sources
from etl.storage.lines import split_line

if TYPE_CHECKING:
    from etl.frame.types import Struct


def avro_schemas(spark: SparkSession, tasks: list[str], opening: Opening = Opening()) -> dict[str, str]:
    """Return the schemas of the files, in their order, each with a file that has it; it runs one Spark job.

    Args:
        spark: The session.
        tasks: What `etl.storage.splits.plan_tasks` made.
        opening: How the files are opened.

    Raises:
        ReadError: A file cannot be read at all.
    """
    with clear_failures():
        lines = [split_line(line) for line in _files(spark, tasks, opening).schemas()]
    found: dict[str, str] = {}
    for path, schema in lines:
        found.setdefault(schema, path)
    return found


def read_avro(
    spark: SparkSession,
    tasks: list[str],
    schema: Struct,
    opening: Opening = Opening(),
    *,
    logical: bool = False,
    case_sensitive: bool = True,
    constants: int = 0,
) -> DataFrame:
    """Return the records as physical rows of `schema`; an action reads them, and only columns that it needs.

    A value of a type that its field does not have is null, but for a number that the field's type can hold, and a
    field that `schema` does not have is passed over. With `logical`, decimals, dates and timestamps are such, and not
    what they are stored as. Without `case_sensitive`, names are compared without case. Behind the columns of `schema`
    are those of `constants`, as many values of partitions as the splits bring.
    """
    columns = java_type(columns_of(schema, constants))
    files = _files(spark, tasks, opening, logical=logical)
    relation = files.rows(json.dumps(schema.to_json()), case_sensitive, columns, constants)
    return DataFrame(spark._jsparkSession.baseRelationToDataFrame(relation), spark)


def avro_errors(
    spark: SparkSession, tasks: list[str], opening: Opening = Opening(), *, logical: bool = False
) -> DataFrame:
    """Return what cannot be read, with the columns `ERROR_COLUMNS`, in the order of the files."""
    return rows_of(spark, _files(spark, tasks, opening, logical=logical).errors(), ERROR_COLUMNS)


def _files(spark: Any, tasks: list[str], opening: Opening, *, logical: bool = False) -> Any:
    sources, localglue = java_sources(spark, LINES, opening), spark.sparkContext._jvm.localglue
    return localglue.AvroFiles(spark._jsparkSession.sqlContext(), tasks, sources, logical)
