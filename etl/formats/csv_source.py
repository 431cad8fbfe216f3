"""The records of CSV files."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.formats.contract import Input
from etl.formats.texts import TextSource
from etl.frame.fold import with_columns
from etl.frame.types import STRING, Field, Struct
from etl.jvm.csv import CsvLayout, csv_errors, fold_csv, read_csv
from etl.options import Options


class CsvSource(TextSource):
    """A `Source` whose fields are strings: what the files' first lines name, or col0, col1 and so on."""

    def __init__(self, source: Input, options: Options) -> None:
        super().__init__(source, divisible=not options["multiLine"])
        self._layout = CsvLayout(
            separator=options["separator"],
            quote=options["quoteChar"],
            escape=options["escaper"],
            header=options["withHeader"],
            skip_first=options["skipFirst"],
            multi_line=options["multiLine"],
        )

    def fold(self) -> Struct:
        names = fold_csv(self.spark, self.tasks(), self._layout, self.opening)
        return Struct(with_columns(Field(name, STRING) for name in names))

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        return read_csv(
            self.spark,
            self.tasks(),
            schema,
            self._layout,
            self.opening,
            case_sensitive=case_sensitive,
            constants=self.constants,
        )

    def errors(self) -> DataFrame:
        return csv_errors(self.spark, self.tasks(), self._layout, self.opening)
