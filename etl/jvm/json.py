"""JSON files as records: what they contain, their rows, and what in them cannot be read.

A file is a stream of objects, alone or in arrays, over as many lines as they like. What does not parse is an error
record; reading goes on with the next line. Files of another form (`etl.jvm.forms`) are read in the same way.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import types as spark_types

from etl.jvm.columns import java_type
from etl.jvm.failures import clear_failures
from etl.jvm.layout import columns_of
from etl.jvm.rows import rows_of
from etl.jvm.sources import JSON, LINES, Form, Opening, java_sources

if TYPE_CHECKING:
    from etl.frame.types import Struct

ERROR_COLUMNS = spark_types.StructType(
    [
        spark_types.StructField("msg", spark_types.StringType()),
        spark_types.StructField("input", spark_types.StringType()),
        spark_types.StructField("bytesread", spark_types.LongType()),
        spark_types.StructField("source", spark_types.StringType()),
    ]
)
"""What is wrong, the text that is lost (its first 64 KB), how far the file was read then, and the file."""


def fold_json(
    spark: SparkSession, tasks: list[str], opening: Opening = Opening(), form: Form | None = None
) -> dict[str, Any]:
    """Return the fold of all records, for `etl.frame.fold.struct_of`; it runs one Spark job.

    Args:
        spark: The session.
        tasks: What `etl.storage.splits.plan_tasks` made.
        opening: How the files are opened.
        form: What their records are; None is JSON.

    Raises:
        ReadError: A file cannot be read at all, or a record where `opening` says that this fails the job.
    """
    with clear_failures():
        tree: dict[str, Any] = json.loads(_files(spark, tasks, opening, form).fold())
    return tree


def read_json(
    spark: SparkSession,
    tasks: list[str],
    schema: Struct,
    opening: Opening = Opening(),
    form: Form | None = None,
    *,
    case_sensitive: bool = True,
    constants: int = 0,
) -> DataFrame:
    """Return the records as physical rows of `schema`; an action reads them, and only columns that it needs.

    A value of a type that its field does not have is null, and a field that `schema` does not have is passed over.
    Without `case_sensitive`, names are compared without case. Behind the columns of `schema` are those of `constants`,
    as many values of partitions as the splits bring.
    """
    columns = java_type(columns_of(schema, constants))
    relation = _files(spark, tasks, opening, form).rows(
        json.dumps(schema.to_json()), case_sensitive, columns, constants
    )
    return DataFrame(spark._jsparkSession.baseRelationToDataFrame(relation), spark)


def json_errors(
    spark: SparkSession, tasks: list[str], opening: Opening = Opening(), form: Form | None = None
) -> DataFrame:
    """Return what cannot be read, with the columns `ERROR_COLUMNS`, in the order of the files."""
    return rows_of(spark, _files(spark, tasks, opening, form).errors(), ERROR_COLUMNS)


def _files(spark: Any, tasks: list[str], opening: Opening, form: Form | None) -> Any:
    sources = java_sources(spark, LINES if form else JSON, opening, form)
    return spark.sparkContext._jvm.localglue.JsonFiles(spark._jsparkSession.sqlContext(), tasks, sources)
