"""Rows with their logical schema, and how new ones are made from fields and expressions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyspark.sql import DataFrame

from etl.frame.fold import with_columns
from etl.frame.physical import Sql, field_type, named_struct, null_of, quoted
from etl.frame.types import Field, Struct

Part = tuple[Field, Sql]
"""A field of new records and the expression of its physical column."""


@dataclass(frozen=True)
class Records:
    """A physical DataFrame and what its columns mean."""

    df: DataFrame
    schema: Struct

    def parts(self) -> list[Part]:
        """Return the fields as they are."""
        return [(field, quoted(field.column)) for field in self.schema]

    def select(self, parts: Iterable[Part]) -> Records:
        """Return records of the given fields."""
        given = list(parts)
        fields = with_columns(field for field, _ in given)
        columns = [f"{sql} AS {quoted(field.column)}" for field, (_, sql) in zip(fields, given, strict=True)]
        return Records(self.df.selectExpr(*columns), Struct(fields))

    def where(self, condition: Sql) -> Records:
        """Return the records for which `condition` holds."""
        return Records(self.df.where(condition), self.schema)


def struct_of_parts(parts: Iterable[Part]) -> tuple[Struct, Sql]:
    """Return the struct type that the parts make up and the expression of its value."""
    given = list(parts)
    fields = with_columns(field for field, _ in given)
    named = [(field.column, sql) for field, (_, sql) in zip(fields, given, strict=True)]
    return Struct(fields), named_struct(named)


def missing(field: Field) -> Sql:
    """Return the physical column of a field that no record has."""
    return null_of(field_type(field))
