"""DataFrames over files that were listed already: Spark lists nothing again and starts no job for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

from etl.formats.case_sensitive import case_sensitive_session, has_twins, in_session
from etl.jvm.columns import java_type
from etl.storage.lines import join_line
from etl.storage.listing import FileInfo

_OPTIONS = {"recursiveFileLookup": "true"}
"""No folder is a partition."""


def file_list(spark: SparkSession, files: Sequence[FileInfo]) -> Any:
    """Return a `localglue.FileList` of the files."""
    lines = "\n".join(join_line(file.path, file.size, file.modified) for file in files)
    return _jvm(spark).localglue.FileList(lines)


def dataframe_of_files(
    spark: SparkSession, files: Sequence[FileInfo], schema: StructType, file_format: Any
) -> DataFrame:
    """Return the rows of files.

    Args:
        spark: The session of the DataFrame.
        files: The files; folders that they lie in are no partitions.
        schema: The columns; null in a file that lacks one.
        file_format: The `FileFormat` of Spark that reads them.
    """
    if has_twins(schema):
        return in_session(_relation(case_sensitive_session(spark), files, schema, file_format), spark)
    return _relation(spark, files, schema, file_format)


def _relation(spark: SparkSession, files: Sequence[FileInfo], schema: StructType, file_format: Any) -> DataFrame:
    jvm, session = _jvm(spark), spark._jsparkSession
    sources = jvm.org.apache.spark.sql.execution.datasources
    none = jvm.scala.Option.empty()
    options = jvm.org.apache.spark.api.python.PythonUtils.toScalaMap(_OPTIONS)
    listed = file_list(spark, files)
    index = sources.InMemoryFileIndex(session, listed.paths(), options, none, listed, none, none)
    columns = java_type(schema).asNullable()
    relation = sources.HadoopFsRelation(index, index.partitionSchema(), columns, none, file_format, options, session)
    return DataFrame(session.baseRelationToDataFrame(relation), spark)


def _jvm(spark: SparkSession) -> Any:
    return spark.sparkContext._jvm
