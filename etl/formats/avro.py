"""Avro, by the library that Spark itself brings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pyspark.sql import DataFrame
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    BooleanType,
    ByteType,
    DataType,
    DateType,
    DecimalType,
    DoubleType,
    FloatType,
    IntegerType,
    LongType,
    MapType,
    ShortType,
    StringType,
    StructField,
    StructType,
    TimestampType,
)

from etl.errors import OptionError
from etl.formats.attaching import ATTACH_OPTIONS
from etl.formats.avro_source import AvroSource
from etl.formats.columnar import with_strings_for_nulls
from etl.formats.contract import Format, Input
from etl.formats.file_names import text_names
from etl.formats.folder_keys import with_folder_keys
from etl.formats.partitioning import partitioned
from etl.formats.saving import Output, partition_columns, save
from etl.frame.frame import Frame
from etl.frame.physical import quoted, sql_type
from etl.options import Option, Options, one_of

_FILES = "localglue.AvroOutput"
"""A format of Spark that writes rows, and its option `codec`."""

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_LOGICAL = "1.8"
_VERSION = Option(
    "version", "1.8: decimals, dates and timestamps are such; 1.7: they are read as stored, and written as strings.",
    default="1.7", convert=lambda option, value: one_of("1.7", _LOGICAL)(option, str(value)),
)  # fmt: skip
_CODECS = {"none": "null", "uncompressed": "null", "zstd": "zstandard"}
"""Avro's names of compressions, where they are not Spark's."""


_HELD = (StringType, BinaryType, BooleanType, ByteType, ShortType, IntegerType, LongType, FloatType, DoubleType)
_LOGICAL_TYPES = (DecimalType, DateType, TimestampType)


class AvroFormat(Format):
    """Container files of Avro."""

    spark_format = "avro"
    codecs = ("snappy", "deflate", "bzip2", "xz", "zstd", "none", "uncompressed")
    missing_codecs = ("gzip", "lzo")
    read_options = (*ATTACH_OPTIONS, _VERSION)
    write_options = (_VERSION,)

    def read(self, source: Input, options: Options) -> Frame:
        records = AvroSource(source, logical=options["version"] == _LOGICAL)
        return Frame.from_source(partitioned(records, source.partitioning), stage=source.stage)

    def read_dataframe(self, source: Input, options: Options) -> DataFrame:
        return self.read(with_folder_keys(source), options).to_plain()

    def write(self, frame: Frame, target: Output, options: Options) -> None:
        self.write_dataframe(frame.to_plain(), target, options)

    def write_dataframe(self, df: DataFrame, target: Output, options: Options) -> None:
        keys = partition_columns(df.schema, target)
        written = _writable(df, keys, logical=options["version"] == _LOGICAL)
        save(written, _FILES, target.path, keys, self.saving(target, options) | text_names({}))

    def saving(self, target: Output, options: Options) -> dict[str, str]:
        saving = super().saving(target, options)
        codec = saving.pop("compression", self.codecs[0])
        return saving | {"codec": _CODECS.get(codec, codec)}


def _writable(df: DataFrame, keys: Sequence[str], *, logical: bool) -> DataFrame:
    """Return `df` with nothing in it that such files cannot hold.

    Raises:
        OptionError: A field has a name that Avro does not allow.
    """
    for name in _names(StructType([field for field in df.schema if field.name not in keys])):
        if not _NAME.fullmatch(name):
            raise OptionError("format", "avro", f"rename the field {name!r}: Avro's names are letters, digits and _")
    full = with_strings_for_nulls(df)
    held = (*_HELD, *(_LOGICAL_TYPES if logical else ()))
    typed = [_typed(field.dataType, held) for field in full.schema]
    if typed == [field.dataType for field in full.schema]:
        return full
    apart = full.toDF(*[f"_{position}" for position in range(len(typed))])  # two names may differ only in case
    columns = enumerate(zip(full.columns, typed, strict=True))
    return apart.selectExpr(*[f"CAST(_{i} AS {sql_type(type_)}) AS {quoted(name)}" for i, (name, type_) in columns])


def _names(data_type: DataType) -> Iterator[str]:
    match data_type:
        case StructType(fields=fields):
            for field in fields:
                yield field.name
                yield from _names(field.dataType)
        case ArrayType():
            yield from _names(data_type.elementType)
        case MapType():
            yield from _names(data_type.valueType)


def _typed(data_type: DataType, held: tuple[type[DataType], ...]) -> DataType:
    """Return the type with string for what is not held, at any depth."""
    match data_type:
        case StructType(fields=fields):
            return StructType([StructField(f.name, _typed(f.dataType, held), f.nullable) for f in fields])
        case ArrayType():
            return ArrayType(_typed(data_type.elementType, held), data_type.containsNull)
        case MapType():
            return MapType(StringType(), _typed(data_type.valueType, held), data_type.valueContainsNull)
    return data_type if isinstance(data_type, held) else StringType()


AVRO = AvroFormat()
