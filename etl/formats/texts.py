"""What the formats that are texts have in common: files divided among tasks, read when they are needed."""

from __future__ import annotations

from abc import ABC, abstractmethod

from pyspark.sql import DataFrame, SparkSession

from etl.formats.contract import Input
from etl.frame.once import Once
from etl.frame.types import Struct
from etl.jvm.sources import Opening
from etl.storage.listing import FileInfo
from etl.storage.splits import plan_tasks


class TextSource(ABC):
    """A `Source` of text files.

    Args:
        source: The files.
        divisible: Whether a file may be read from the middle.
    """

    def __init__(self, source: Input, *, divisible: bool) -> None:
        self.spark: SparkSession = source.spark
        self.place = source.place
        self.opening = Opening(source.compression, source.fail_fast)
        self._files = source.files
        self._grouping = source.grouping
        self._divisible = divisible
        self._values = source.partitioning.values if source.partitioning else {}
        self.constants = len(source.partitioning.keys) if source.partitioning else 0
        """How many columns of constants rows end with: the values of the keys of partitions."""
        self.tasks = Once(self._plan)
        """Returns the tasks that read the files."""

    @abstractmethod
    def fold(self) -> Struct: ...

    @abstractmethod
    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame: ...

    @abstractmethod
    def errors(self) -> DataFrame | None: ...

    def _plan(self) -> list[str]:
        parallelism = self.spark.sparkContext.defaultParallelism
        return plan_tasks(
            self._files,
            self._grouping,
            parallelism=parallelism,
            may_divide=self._may_divide,
            values=lambda path: self._values.get(path, ()),
        )

    def _may_divide(self, file: FileInfo) -> bool:
        return self._divisible and not self.opening.compression and not self._codec(file)

    def _codec(self, file: FileInfo) -> object | None:
        jvm = self.spark.sparkContext._jvm
        assert jvm is not None
        hadoop = self.spark._jsparkSession.sessionState().newHadoopConf()
        codecs = jvm.org.apache.hadoop.io.compress.CompressionCodecFactory(hadoop)
        found: object | None = codecs.getCodec(jvm.org.apache.hadoop.fs.Path(file.path))
        return found
