"""The records of files of Avro: their fields are those of the files' schemas."""

from __future__ import annotations

from functools import reduce

from pyspark.sql import DataFrame

from etl.errors import ReadError
from etl.formats.avro_schema import AvroSchema, AvroSchemaError
from etl.formats.contract import Input
from etl.formats.texts import TextSource
from etl.frame.types import Struct
from etl.frame.unify import unify_structs
from etl.jvm.avro import avro_errors, avro_schemas, read_avro


class AvroSource(TextSource):
    """A `Source` of files of Avro.

    Args:
        source: The files.
        logical: Whether decimals, dates and timestamps are read as such, and not as what they are stored as.
    """

    def __init__(self, source: Input, *, logical: bool) -> None:
        super().__init__(source, divisible=True)
        self._logical = logical

    def fold(self) -> Struct:
        schemas = avro_schemas(self.spark, self.tasks(), self.opening)
        found = [self._struct(path, schema) for schema, path in schemas.items()]
        return reduce(unify_structs, found) if found else Struct()

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        return read_avro(
            self.spark,
            self.tasks(),
            schema,
            self.opening,
            logical=self._logical,
            case_sensitive=case_sensitive,
            constants=self.constants,
        )

    def errors(self) -> DataFrame:
        return avro_errors(self.spark, self.tasks(), self.opening, logical=self._logical)

    def _struct(self, path: str, schema: str) -> Struct:
        try:
            return AvroSchema(schema, logical=self._logical).struct()
        except AvroSchemaError as error:
            raise ReadError(path, f"its record {error} holds itself, and no column can; leave the file out") from error
