"""DataFrames over files that were listed already: Spark lists nothing again and starts no job for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from etl.formats.case_sensitive import case_sensitive_session, has_twins, in_session
from etl.formats.partitioning import Partitioning
from etl.frame.physical import Sql, quoted
from etl.jvm.columns import java_type
from etl.jvm.layout import constant_column
from etl.storage.lines import join_line
from etl.storage.listing import FileInfo

_OPTIONS = {"recursiveFileLookup": "true"}
"""No folder is a partition."""


def file_list(spark: SparkSession, files: Sequence[FileInfo]) -> Any:
    """Return a `localglue.FileList` of the files."""
    lines = "\n".join(join_line(file.path, file.size, file.modified) for file in files)
    return _jvm(spark).localglue.FileList(lines)


def dataframe_of_files(
    spark: SparkSession,
    files: Sequence[FileInfo],
    schema: StructType,
    file_format: Any,
    partitioning: Partitioning | None = None,
    options: Mapping[str, str] | None = None,
) -> DataFrame:
    """Return the rows of files.

    Args:
        spark: The session of the DataFrame.
        files: The files; folders that they lie in are no partitions.
        schema: The columns; null in a file that lacks one.
        file_format: The `FileFormat` of Spark that reads them.
        partitioning: The partitions that the files belong to; the values of their keys are further columns, named as
            `etl.jvm.layout.constant_column` tells.
        options: Options of the format.
    """
    if has_twins(schema):
        twins = _relation(case_sensitive_session(spark), files, schema, file_format, partitioning, options or {})
        return in_session(twins, spark)
    return _relation(spark, files, schema, file_format, partitioning, options or {})


def _relation(
    spark: SparkSession,
    files: Sequence[FileInfo],
    schema: StructType,
    file_format: Any,
    partitioning: Partitioning | None,
    given: Mapping[str, str],
) -> DataFrame:
    jvm, session = _jvm(spark), spark._jsparkSession
    folders = _folder_keys(partitioning)
    sources = jvm.org.apache.spark.sql.execution.datasources
    none = jvm.scala.Option.empty()
    options = jvm.org.apache.spark.api.python.PythonUtils.toScalaMap({**given, **({} if folders else _OPTIONS)})
    listed = file_list(spark, files)
    spec = jvm.scala.Some(_partitions(spark, files, partitioning, folders)) if partitioning and folders else none
    index = sources.InMemoryFileIndex(session, listed.paths(), options, none, listed, spec, none)
    columns = java_type(schema).asNullable()
    relation = sources.HadoopFsRelation(index, index.partitionSchema(), columns, none, file_format, options, session)
    df = DataFrame(session.baseRelationToDataFrame(relation), spark)
    return _with_facts(df, partitioning.of_files, folders) if partitioning and partitioning.of_files else df


def _folder_keys(partitioning: Partitioning | None) -> int:
    """Return how many of the keys have one value in a folder."""
    return len(partitioning.keys) - len(partitioning.of_files) if partitioning else 0


def _with_facts(df: DataFrame, facts: Sequence[Sql], first: int) -> DataFrame:
    columns = enumerate(facts, start=first)
    return df.selectExpr("*", *[f"{fact} AS {quoted(constant_column(number))}" for number, fact in columns])


def _partitions(spark: SparkSession, files: Sequence[FileInfo], partitioning: Partitioning, keys: int) -> Any:
    """Return the `PartitionSpec` of Spark of the first keys: the files of a folder are in one partition."""
    folders = {file.path.rpartition("/")[0]: partitioning.values[file.path][:keys] for file in files}
    lines = "\n".join(join_line(folder, *values) for folder, values in folders.items())
    names = [constant_column(number) for number in range(keys)]
    columns = StructType([StructField(name, StringType()) for name in names])
    return _jvm(spark).localglue.Partitions.spec(java_type(columns), lines)


def _jvm(spark: SparkSession) -> Any:
    return spark.sparkContext._jvm
