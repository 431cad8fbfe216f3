"""JSON: objects one after another or in arrays, over as many lines as they like; written one a line."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from etl.errors import UnsupportedFeatureError
from etl.formats.attaching import ATTACH_OPTIONS
from etl.formats.contract import Format, Input
from etl.formats.file_names import text_names
from etl.formats.flat_json import FlatJsonSource
from etl.formats.given_schema import given_schema, with_given_schema
from etl.formats.json_path import path_lines
from etl.formats.json_source import JsonSource
from etl.formats.partitioning import partitioned
from etl.formats.saving import Output, partition_fields, save
from etl.formats.value_text import value_text
from etl.frame.frame import Frame
from etl.frame.physical import quoted, value_of
from etl.frame.types import Field, Struct
from etl.jvm.records import record_text
from etl.options import Option, Options, flag

_RECORD = "\u0000record"
"""The column of texts; no field has such a name."""


class JsonFormat(Format):
    """JSON files: a stream of objects is read, whatever its line ends; one object a line is written."""

    spark_format = "json"
    codecs = ("none", "uncompressed", "gzip", "bzip2", "snappy", "lz4", "deflate")
    missing_codecs = ("lzo", "zstd")
    read_options = (
        *ATTACH_OPTIONS,
        Option("multiLine", "An object may have several lines; it always may here.", default=False, convert=flag,
               aliases=("multiline",), spark="multiLine"),
        Option("jsonPath", "Where in each value the records are, such as $.items[*].", default="", convert=path_lines),
        Option("optimizePerformance", "No choices and no error records: in flat records, what would be one fails the "
               "job. Without effect beside multiLine or jsonPath.", default=False, convert=flag),
        Option("withSchema", "The columns, as JSON of gluetypes; values must have their types.", convert=given_schema),
    )  # fmt: skip

    def read(self, source: Input, options: Options) -> Frame:
        frame = Frame.from_source(partitioned(_records(source, options), source.partitioning), stage=source.stage)
        return with_given_schema(frame, options["withSchema"], source) if options["withSchema"] else frame

    def spark_reading(self, options: Options) -> dict[str, str]:
        for name in ("jsonPath", "withSchema"):
            if options[name]:
                raise UnsupportedFeatureError(f"{name} of a DataFrame", "Read a DynamicFrame, and use its toDF().")
        return super().spark_reading(options)

    def write(self, frame: Frame, target: Output, options: Options) -> None:
        frame.check_thresholds()
        keys = partition_fields(frame.schema, target)
        saving = self.saving(target, options)
        save(record_lines(frame, keys), "text", target.path, keys, saving | text_names(saving))


def _records(source: Input, options: Options) -> JsonSource:
    if options["optimizePerformance"] and not options["multiLine"] and not options["jsonPath"]:
        return FlatJsonSource(source, options["withSchema"] or Struct())
    return JsonSource(source, divisible=not options["multiLine"], path=options["jsonPath"])


def record_lines(frame: Frame, keys: Sequence[str] = ()) -> DataFrame:
    """Return the records as a column of JSON texts without the fields `keys`, which are columns beside it."""
    named = {field.name: field for field in frame.schema}
    told = Struct(tuple(field for field in frame.schema if field.name not in keys))
    text = record_text(frame.spark, told, style="compact")
    record = text(F.struct(*[F.col(quoted(field.column)) for field in told])).alias(_RECORD)
    values = [_folder_name(frame, named[key]).alias(key) for key in keys]
    return frame.df.select(record, *values)


def _folder_name(frame: Frame, field: Field) -> Column:
    return value_text(frame.spark, field.type, value_of(field, quoted(field.column)))


JSON = JsonFormat()
