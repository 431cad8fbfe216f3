"""Formats whose files know their columns and types: one reader and one writer for all of them."""

from __future__ import annotations

from abc import abstractmethod
from functools import reduce
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import ArrayType, DataType, MapType, NullType, StringType, StructField, StructType

from etl.formats.contract import Format, Input
from etl.formats.partitioning import with_keys_last
from etl.formats.relations import dataframe_of_files, file_list
from etl.formats.saving import Output, partition_columns, save
from etl.formats.schemas import FileGroup, groups_of
from etl.frame.dataframes import from_dataframe
from etl.frame.frame import Frame
from etl.frame.physical import quoted, sql_type
from etl.frame.transforms.union import union
from etl.frame.types import Struct
from etl.jvm.failures import clear_failures
from etl.notice import warn
from etl.options import Option, Options, flag
from etl.storage.splits import Grouping

_TIMES = ("modifiedBefore", "modifiedAfter")
_LOSSES = ("ignoreCorruptFiles", "ignoreMissingFiles")


class ColumnarFormat(Format):
    """Reads the schema of each file on the driver, so that no column of any file is lost.

    Files whose types differ are read apart: a column of several types becomes a choice.
    """

    connection_options = (
        Option("mergeSchema", "Whether files may have different columns; they always may here.", convert=flag),
        Option("pathGlobFilter", "Spark's pattern of names.", unsupported="Use exclusions, or a pattern in the path."),
        Option("recursiveFileLookup", "Spark's word for recurse.", unsupported="Use recurse."),
        *(Option(name, "Spark's condition on files.", unsupported="Use a job bookmark.") for name in _TIMES),
        *(Option(name, "Spark's leave to lose files.", unsupported="A file is read or fails the job.")
          for name in _LOSSES),
    )  # fmt: skip

    @abstractmethod
    def footers(self, spark: SparkSession, hadoop: Any) -> Any:
        """Return the `localglue.Footers` that reads the schemas of files under Hadoop settings."""

    @abstractmethod
    def file_format(self, jvm: Any) -> Any:
        """Return the `FileFormat` of Spark."""

    def read(self, source: Input, options: Options) -> Frame:  # noqa: ARG002 - the files tell all
        if source.grouping != Grouping():
            warn(
                f"groupFiles and groupSize are for texts, as on AWS Glue; Spark itself reads small {self.spark_format} "
                "files together."
            )
        frames = [self._frame(source, group) for group in self._groups(source)]
        if not frames:
            return Frame.from_resolved(source.empty(), Struct(), stage=source.stage)
        joined = reduce(lambda one, other: union(one, other, stage=source.stage), frames)
        return with_keys_last(joined, source.partitioning, source.stage) if len(frames) > 1 else joined

    def write(self, frame: Frame, target: Output, options: Options) -> None:
        df = self.writable(frame.to_plain())
        keys = partition_columns(df.schema, target)
        save(df, self.spark_format, target.path, keys, self.saving(target, options))

    def write_dataframe(self, df: DataFrame, target: Output, options: Options) -> None:
        super().write_dataframe(self.writable(df), target, options)

    def writable(self, df: DataFrame) -> DataFrame:
        """Return `df` with nothing in it that such files cannot hold.

        Raises:
            OptionError: There is such a thing, and nothing can take its place.
        """
        return with_strings_for_nulls(df)

    def spark_reading(self, options: Options) -> dict[str, str]:
        return {**super().spark_reading(options), "mergeSchema": "true"}

    def _groups(self, source: Input) -> list[FileGroup]:
        files = [file for file in source.files if file.size]
        hadoop = source.spark._jsparkSession.sessionState().newHadoopConf()
        with clear_failures():
            footers = self.footers(source.spark, hadoop).read(file_list(source.spark, files))
        return groups_of(list(footers), files)

    def _frame(self, source: Input, group: FileGroup) -> Frame:
        file_format = self.file_format(source.spark.sparkContext._jvm)
        partitions = source.partitioning
        given = source.spark_options
        df = dataframe_of_files(source.spark, group.files, group.schema, file_format, partitions, given)
        return from_dataframe(partitions.with_keys(df) if partitions else df, stage=source.stage)


def with_strings_for_nulls(df: DataFrame) -> DataFrame:
    """Return `df` with strings in the place of what such files cannot hold: nulls alone, and structs of no fields."""
    typed = [typed_nulls(field.dataType) for field in df.schema.fields]
    changed = [field.name for field, type_ in zip(df.schema.fields, typed, strict=True) if type_ != field.dataType]
    if not changed:
        return df
    warn(f"No record has a value of {', '.join(map(repr, changed))}, or of a field in it: written as string.")
    apart = df.toDF(*[f"_{position}" for position in range(len(typed))])  # two names may differ only in case
    columns = zip(df.columns, typed, strict=True)
    return apart.selectExpr(*[f"CAST(_{i} AS {sql_type(t)}) AS {quoted(name)}" for i, (name, t) in enumerate(columns)])


def typed_nulls(data_type: DataType) -> DataType:
    """Return the type with string for null and for structs without fields, at any depth."""
    match data_type:
        case NullType() | StructType(fields=[]):
            return StringType()
        case StructType(fields=fields):
            return StructType([StructField(f.name, typed_nulls(f.dataType), f.nullable) for f in fields])
        case ArrayType():
            return ArrayType(typed_nulls(data_type.elementType), data_type.containsNull)
        case MapType():
            return MapType(data_type.keyType, typed_nulls(data_type.valueType), data_type.valueContainsNull)
    return data_type
