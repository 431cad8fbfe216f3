"""The partitions that files belong to: their keys are fields of all records in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession

from etl.frame.casting import cast, widens
from etl.frame.fold import with_columns
from etl.frame.frame import Frame
from etl.frame.physical import Sql, null_of, pack, quoted, spark_type, sql_type
from etl.frame.records import Records
from etl.frame.source import Source
from etl.frame.stage import Stage
from etl.frame.types import Field, Struct
from etl.jvm.layout import constant_column
from etl.notice import warn


@dataclass(frozen=True)
class Partitioning:
    """The partitions that files belong to.

    Attributes:
        keys: The partition keys, with their types.
        values: The values of the keys, as texts, by the path of a file.
        of_files: How Spark's own readers tell the values of the last keys, which may differ among the files of a
            folder; those of the other keys do not.
    """

    keys: Struct
    values: Mapping[str, Sequence[str]]
    of_files: Sequence[Sql] = ()

    def fields_with(self, data: Struct) -> Struct:
        """Return the fields of records: those of the data, then the keys, which hide others of their names."""
        keys = {key.name.lower() for key in self.keys}
        return Struct(with_columns([*(field for field in data if field.name.lower() not in keys), *self.keys]))

    def with_keys(self, df: DataFrame) -> DataFrame:
        """Return rows whose constants (`etl.jvm.layout`) have become the keys, typed and behind the other columns."""
        keys = {key.name.lower() for key in self.keys}
        constants = {constant_column(number) for number in range(len(self.keys))}
        kept = [quoted(name) for name in df.columns if name not in constants and name.lower() not in keys]
        typed = [f"{_typed(number, key)} AS {quoted(key.name)}" for number, key in enumerate(self.keys)]
        return df.selectExpr(*kept, *typed)


class PartitionedSource:
    """A `Source` whose records have the keys of their partitions, too.

    Args:
        source: The records without the keys; its rows end with the columns of constants.
        partitioning: The partitions.
    """

    def __init__(self, source: Source, partitioning: Partitioning) -> None:
        self._source = source
        self._partitioning = partitioning

    @property
    def place(self) -> str:
        return self._source.place

    @property
    def spark(self) -> SparkSession:
        return self._source.spark

    def fold(self) -> Struct:
        return self._partitioning.fields_with(self._source.fold())

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        keys = {field.name: self._key(field.name, case_sensitive=case_sensitive) for field in schema}
        data = Struct(tuple(field for field in schema if keys[field.name] is None))
        rows = self._source.read(data, case_sensitive=case_sensitive)
        return Records(rows, schema).select((field, self._value(field, keys[field.name])) for field in schema).df

    def errors(self) -> DataFrame | None:
        return self._source.errors()

    def _key(self, name: str, *, case_sensitive: bool) -> int | None:
        for number, key in enumerate(self._partitioning.keys):
            if key.name == name or (not case_sensitive and key.name.lower() == name.lower()):
                return number
        return None

    def _value(self, field: Field, number: int | None) -> Sql:
        if number is None:
            return quoted(field.column)
        key = list(self._partitioning.keys)[number]
        if widens(key.type, field.type):
            return pack(field, cast(key.type, _typed(number, key), field.type), "true")
        warn(f"The partition key {key.name!r} is {key.type.label}; read as {field.type.label} its values are null.")
        return pack(field, null_of(spark_type(field.type)), "true")


def with_keys_last(frame: Frame, partitioning: Partitioning | None, stage: Stage) -> Frame:
    """Return a frame of files of several schemas with the keys of their partitions behind all other fields."""
    names = {key.name for key in partitioning.keys} if partitioning else set()

    def ordered(records: Records) -> Records:
        parts = records.parts()
        return records.select(sorted(parts, key=lambda part: part[0].name in names))

    return frame.derive(ordered, stage=stage) if names else frame


def partitioned(source: Source, partitioning: Partitioning | None) -> Source:
    """Return records with the keys of their partitions, if they are in any."""
    return PartitionedSource(source, partitioning) if partitioning else source


def _typed(number: int, key: Field) -> Sql:
    return f"try_cast({quoted(constant_column(number))} AS {sql_type(spark_type(key.type))})"
