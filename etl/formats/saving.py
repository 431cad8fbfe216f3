"""The one way files are written: appended, in partition folders, and no marker files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import ArrayType, DataType, MapType, StructField, StructType

from etl.errors import OptionError, UnknownNameError
from etl.formats.case_sensitive import case_sensitive_session, has_twins, in_session
from etl.frame.plain import plain_type
from etl.frame.types import Struct
from etl.jvm.failures import clear_failures
from etl.storage.refused import clear_refusals

_NO_MARKER = {"mapreduce.fileoutputcommitter.marksuccessfuljobs": "false"}
"""Without it Hadoop's committer leaves a file `_SUCCESS`, which Glue does not."""

REPORT = "localglue.report"
"""The option of `localglue.SinkCommitProtocol` by which a write reports its folders."""

_NESTED = (StructType, ArrayType, MapType)


@dataclass(frozen=True)
class Output:
    """Where records are written.

    Attributes:
        path: A folder; files are added to it, and none is replaced.
        partition_keys: Columns whose values name the folders that the files go to; the files lack them.
        compression: How the files are compressed; "" is as the format does by itself.
        report: A name under which `written_folders` tells the folders that were written to; "" is none.
        spark_options: Those of the format's `passed_writing` that are given.
    """

    path: str
    partition_keys: Sequence[str] = ()
    compression: str = ""
    report: str = ""
    spark_options: Mapping[str, str] = field(default_factory=dict)


def partition_columns(schema: StructType, target: Output) -> list[str]:
    """Return the columns that `target.partition_keys` name; case counts only where a column has that very name.

    Rows without columns have none: there is nothing to write where a run has read nothing.

    Raises:
        UnknownNameError: There is no such column.
        OptionError: Its values cannot name a folder, or no column would be left.
    """
    if not schema.names:
        return []
    keys = list(dict.fromkeys(_column(schema.names, key) for key in target.partition_keys))
    for key in keys:
        _check_key(key, schema[key].dataType)
    if keys and len(keys) == len(schema.names):
        raise OptionError("partitionKeys", keys, "no column is left for the files: leave one out of the keys")
    return keys


def partition_fields(schema: Struct, target: Output) -> list[str]:
    """Return the same for records of `schema`."""
    return partition_columns(StructType([StructField(f.name, plain_type(f.type)) for f in schema]), target)


def written_folders(spark: SparkSession, report: str) -> list[str]:
    """Return the folders that a write reported, seen from its path and as Hive writes them: `key=value/key=value`."""
    jvm: Any = spark.sparkContext._jvm
    told = jvm.localglue.SinkCommitProtocol.takeReport(report)
    return told.split("\n") if told else []


def save(df: DataFrame, spark_format: str, path: str, keys: Sequence[str], options: Mapping[str, str]) -> None:
    """Append the rows of `df` to the files of a folder; rows without columns leave nothing.

    Args:
        df: The rows.
        spark_format: A format of Spark's.
        path: The folder.
        keys: The columns whose values name folders.
        options: Options of the format.

    Raises:
        ReadError: The rows cannot be read from where they come.
        WriteError: The folder does not take them.
    """
    if not df.columns:
        return
    if has_twins(df.schema):
        df = in_session(df, case_sensitive_session(df.sparkSession))
    writer = df.write.format(spark_format).mode("append").options(**_NO_MARKER, **options)
    with clear_refusals(path), clear_failures():
        (writer.partitionBy(*keys) if keys else writer).save(path)


def _column(columns: Sequence[str], key: str) -> str:
    if key in columns:
        return key
    alike = [column for column in columns if column.lower() == key.lower()]
    if len(alike) != 1:
        raise UnknownNameError("partition key", key, columns)
    return alike[0]


def _check_key(key: str, data_type: DataType) -> None:
    if isinstance(data_type, _NESTED):
        raise OptionError(
            "partitionKeys", key,
            f"it is a {data_type.typeName()}, which cannot name a folder; resolve or unnest it first",
        )  # fmt: skip
