"""JSON as Amazon's faster reader takes it: without choices and without error records.

Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-json-home.html
"""

from __future__ import annotations

from dataclasses import replace

from pyspark.sql import DataFrame

from etl.errors import ReadError
from etl.formats.contract import Input
from etl.formats.json_source import JsonSource
from etl.frame.once import Once
from etl.frame.types import Array, Choice, Map, Struct, Type


class FlatJsonSource(JsonSource):
    """Records of which one that cannot be read fails the job; nested ones are read as usual, as on AWS Glue.

    Args:
        source: The files.
        typed: The fields whose types the script gives, so that they are no choices.
    """

    def __init__(self, source: Input, typed: Struct) -> None:
        super().__init__(source, divisible=True)
        self._typed = typed
        self._schema = Once(self._checked)

    def fold(self) -> Struct:
        return self._schema()

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        self.fold()
        return super().read(schema, case_sensitive=case_sensitive)

    def errors(self) -> DataFrame:
        self.fold()
        return super().errors()

    def _checked(self) -> Struct:
        schema = super().fold()
        if all(_is_flat(field.type) for field in schema):
            self._check_no_choice(schema)
            self.opening = replace(self.opening, fail_fast=True)
        return schema

    def _check_no_choice(self, schema: Struct) -> None:
        for field in schema:
            if isinstance(field.type, Choice) and field.name not in self._typed.names:
                problem = f"optimizePerformance makes no choices, and the field {field.name!r} has values of several"
                raise ReadError(self.place, f"{problem} types: leave it out, and resolveChoice decides")


def _is_flat(found: Type) -> bool:
    options = found.options if isinstance(found, Choice) else [found]
    return not any(isinstance(option, Struct | Array | Map) for option in options)
