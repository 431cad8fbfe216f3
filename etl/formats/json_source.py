"""The records of JSON files."""

from __future__ import annotations

from dataclasses import replace

from pyspark.sql import DataFrame

from etl.formats.contract import Input
from etl.formats.texts import TextSource
from etl.frame.fold import struct_of
from etl.frame.types import Struct
from etl.jvm.json import fold_json, json_errors, read_json


class JsonSource(TextSource):
    """The records of JSON files.

    Args:
        source: The files.
        divisible: Whether a file may be read from the middle.
        path: The steps to the records in each value, as `etl.jvm.sources.Opening` takes them.
    """

    def __init__(self, source: Input, *, divisible: bool, path: str = "") -> None:
        super().__init__(source, divisible=divisible and not path)
        self.opening = replace(self.opening, path=path)

    def fold(self) -> Struct:
        return struct_of(fold_json(self.spark, self.tasks(), self.opening))

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        return read_json(
            self.spark, self.tasks(), schema, self.opening, case_sensitive=case_sensitive, constants=self.constants
        )

    def errors(self) -> DataFrame:
        return json_errors(self.spark, self.tasks(), self.opening)
