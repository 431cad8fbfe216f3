"""The records of files of Avro: their fields are those of the files' schemas."""

from __future__ import annotations

from functools import reduce

from etl.errors import ReadError
from etl.formats.avro_schema import AvroSchema, AvroSchemaError
from etl.formats.contract import Input
from etl.formats.token_source import TokenSource
from etl.frame.types import Struct
from etl.frame.unify import unify_structs
from etl.jvm.forms import avro_form, avro_schemas


class AvroSource(TokenSource):
    """A `Source` of files of Avro.

    Args:
        source: The files.
        logical: Whether decimals, dates and timestamps are read as such, and not as what they are stored as.
    """

    def __init__(self, source: Input, *, logical: bool) -> None:
        super().__init__(source, avro_form(logical=logical))
        self._logical = logical

    def fold(self) -> Struct:
        schemas = avro_schemas(self.spark, self.tasks(), self.opening)
        found = [self._struct(path, schema) for schema, path in schemas.items()]
        return reduce(unify_structs, found) if found else Struct()

    def _struct(self, path: str, schema: str) -> Struct:
        try:
            return AvroSchema(schema, logical=self._logical).struct()
        except AvroSchemaError as error:
            raise ReadError(path, f"{error}; leave the file out") from error
