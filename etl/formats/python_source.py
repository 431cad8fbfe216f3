"""The records of files that a library in Python reads."""

from __future__ import annotations

from pyspark import StorageLevel
from pyspark.sql import DataFrame

from etl.formats.contract import Input
from etl.formats.python_worker import Parse, read_files
from etl.formats.texts import TextSource
from etl.frame.fold import struct_of
from etl.frame.once import Once
from etl.frame.types import Struct
from etl.jvm.python_files import RECORD, PythonFiles
from etl.jvm.sources import Form
from etl.jvm.texts import fold_texts, read_texts


class PythonSource(TextSource):
    """A `Source` of files that `parse` reads, one at a time, in Spark's Python workers.

    Args:
        source: The files.
        parse: Reads the records of one file.
        check: What `parse` may not see of a file, as `etl.jvm.forms` has it; None if it may see all.
    """

    def __init__(self, source: Input, parse: Parse, check: Form | None = None) -> None:
        super().__init__(source, divisible=False)
        work = read_files(parse)
        self._output = Once(lambda: PythonFiles(self.spark, self.tasks(), self.opening, work, check))

    def fold(self) -> Struct:
        """Return the schema of the records; they are kept, in memory or on disk, for whoever reads them next."""
        level = self.spark.sparkContext._getJavaStorageLevel(StorageLevel.MEMORY_AND_DISK)
        self._output().persist(level)
        return struct_of(fold_texts(self.spark, self._output().records(self.constants).select(RECORD), None))

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        return read_texts(self.spark, self._output().records(self.constants), schema, case_sensitive=case_sensitive)

    def errors(self) -> DataFrame:
        return self._output().errors()
