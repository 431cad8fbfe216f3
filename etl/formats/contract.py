"""What a format is: how records are written in files, and read from them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from pyspark.sql import DataFrame, SparkSession

from etl.errors import OptionError, UnsupportedFeatureError
from etl.formats.attaching import ATTACH_OPTIONS, attached, attachments
from etl.formats.partitioning import Partitioning
from etl.formats.saving import REPORT, Output, partition_columns, save
from etl.frame.frame import Frame
from etl.frame.stage import Stage
from etl.frame.types import Struct
from etl.options import Option, Options, spark_options
from etl.storage.listing import FileInfo
from etl.storage.relative import relative_path
from etl.storage.splits import Grouping


@dataclass(frozen=True)
class Input:
    """The files that a frame is read from.

    Attributes:
        spark: The session that reads.
        paths: The paths that the script gave.
        files: The files that were found there.
        compression: How they are compressed, where their names do not tell.
        stage: The step of the job that reads them.
        recurse: Whether files were looked for in folders below `paths`.
        partial: Whether some of the files at `paths` are not to be read.
        grouping: How small files are read together.
        fail_fast: Whether a record that cannot be read fails the job.
        declared: The columns that a table of the Data Catalog declares, for files that do not tell their own.
        partitioning: The partitions of a table that the files belong to.
        spark_options: Those of the format's `passed_reading` that are given.
    """

    spark: SparkSession
    paths: Sequence[str]
    files: Sequence[FileInfo]
    compression: str = ""
    stage: Stage = field(default_factory=Stage)
    recurse: bool = False
    partial: bool = False
    grouping: Grouping = field(default_factory=Grouping)
    fail_fast: bool = False
    declared: Struct | None = None
    partitioning: Partitioning | None = None
    spark_options: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where the records are, for messages."""
        return ", ".join(self.paths)

    def with_attached(self, options: Options) -> Input:
        """Return the same with what a format's `options` attach to the records of each file, among its partitions."""
        return replace(self, partitioning=attached(self.partitioning, self.files, options))

    def empty(self) -> DataFrame:
        """Return a DataFrame of no rows and no columns."""
        return self.spark.range(0).select()


class Format(ABC):
    """A way to write records in files.

    A format of your own subclasses this, and `etl.formats.register_format` makes its name known.
    """

    spark_format: ClassVar[str]
    """Spark's format of the same files, for DataFrames."""

    codecs: ClassVar[Sequence[str]]
    """The compressions of written files."""

    missing_codecs: ClassVar[Sequence[str]] = ()
    """Compressions that Glue has and the open Spark lacks."""

    read_options: ClassVar[Sequence[Option]] = ATTACH_OPTIONS
    write_options: ClassVar[Sequence[Option]] = ()
    connection_options: ClassVar[Sequence[Option]] = ()
    """Options of the reader that scripts give among the connection's."""

    passed_reading: ClassVar[Sequence[str]] = ()
    """Options of Spark's among the connection's that its reader gets as they are; one that ends in a dot is a
    beginning."""

    passed_writing: ClassVar[Sequence[str]] = ()
    """The same of its writer."""

    types_by_table: ClassVar[bool] = False
    """Whether a table of the Data Catalog names and types the columns of its files, which do not tell them."""

    @abstractmethod
    def read(self, source: Input, options: Options) -> Frame:
        """Return the records of the files, without a Spark job: they are read when they are needed.

        Args:
            source: The files. Records have the keys of its `partitioning`, too, as `partitioned` gives them.
            options: The value of each of `read_options`.

        Raises:
            ReadError: A file that is not of this format, if that shows without reading it whole.
        """

    @abstractmethod
    def write(self, frame: Frame, target: Output, options: Options) -> None:
        """Append the records to the files of a folder.

        Args:
            frame: The records.
            target: The folder.
            options: The value of each of `write_options`.

        Raises:
            OptionError: A partition key or a compression that cannot be used.
            ReadError: Records that cannot be read from where they come.
        """

    def spark_reading(self, options: Options) -> dict[str, str]:
        """Return Spark's options for reading a DataFrame that say the same as `options`."""
        return spark_options(self.read_options, options)

    def spark_writing(self, options: Options) -> dict[str, str]:
        """Return Spark's options for writing that say the same as `options`."""
        return spark_options(self.write_options, options)

    def read_dataframe(self, source: Input, options: Options) -> DataFrame:
        """Return the records as Spark's own reader gives them, with the columns of partition folders."""
        for name in attachments(options):
            raise UnsupportedFeatureError(f"{name} of a DataFrame", "Read a DynamicFrame, and use its toDF().")
        if not source.files:
            return source.empty()
        given = {**self.spark_reading(options), **source.spark_options}
        reader = source.spark.read.format(self.spark_format).options(**given)
        if source.recurse and not _in_partitions(source):
            reader = reader.option("recursiveFileLookup", "true")
        if not source.partial:
            return reader.load(list(source.paths))
        if len(source.paths) == 1:
            reader = reader.option("basePath", source.paths[0])
        return reader.load([file.path for file in source.files])

    def write_dataframe(self, df: DataFrame, target: Output, options: Options) -> None:
        """Append the rows to the files of a folder, as Spark's own writer does."""
        keys = partition_columns(df.schema, target)
        save(df, self.spark_format, target.path, keys, self.saving(target, options))

    def saving(self, target: Output, options: Options) -> dict[str, str]:
        """Return Spark's options for writing to `target`."""
        codec = (target.compression or options.get("compression") or "").lower()
        if codec in self.missing_codecs:
            raise UnsupportedFeatureError(f"The compression {codec!r}", f"Use one of {', '.join(self.codecs)}.")
        if codec and codec not in self.codecs:
            raise OptionError("compression", codec, f"expected one of {', '.join(self.codecs)}")
        saving = {**self.spark_writing(options), **target.spark_options, **({"compression": codec} if codec else {})}
        return saving | ({REPORT: target.report} if target.report else {})


def _in_partitions(source: Input) -> bool:
    """Return whether every folder between the paths and the files is called `key=value`."""
    folders = (relative_path(file.path, source.paths).split("/")[:-1] for file in source.files)
    return all("=" in folder for names in folders for folder in names)
