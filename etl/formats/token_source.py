"""The records of files that the readers in the JVM take as tokens of JSON, whatever the files' own form."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.formats.contract import Input
from etl.formats.texts import TextSource
from etl.frame.fold import struct_of
from etl.frame.types import Struct
from etl.jvm.json import fold_json, json_errors, read_json
from etl.jvm.sources import Form


class TokenSource(TextSource):
    """A `Source` of files of one form.

    Args:
        source: The files.
        form: What their records are.
        schema: The fields of the records, where they are known without a look at the files.
        divisible: Whether a file may be read from the middle.
    """

    def __init__(self, source: Input, form: Form, *, schema: Struct | None = None, divisible: bool = False) -> None:
        super().__init__(source, divisible=divisible)
        self._form = form
        self._schema = schema

    def fold(self) -> Struct:
        return self._schema or struct_of(fold_json(self.spark, self.tasks(), self.opening, self._form))

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        return read_json(
            self.spark,
            self.tasks(),
            schema,
            self.opening,
            self._form,
            case_sensitive=case_sensitive,
            constants=self.constants,
        )

    def errors(self) -> DataFrame:
        return json_errors(self.spark, self.tasks(), self.opening, self._form)
