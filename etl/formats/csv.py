"""CSV: every value is a string, and a null is written as nothing."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.errors import UnsupportedFeatureError
from etl.formats.contract import Format, Input
from etl.formats.csv_options import OFF, READ_OPTIONS, WRITE_OPTIONS, require_distinct
from etl.formats.csv_source import CsvSource
from etl.formats.declared_texts import DeclaredTexts
from etl.formats.file_names import text_names
from etl.formats.partitioning import partitioned
from etl.formats.saving import REPORT, Output, partition_fields, save
from etl.formats.value_text import value_text
from etl.frame.frame import Frame
from etl.frame.physical import literal, quoted, value_of
from etl.frame.types import BOOLEAN, DATE, DOUBLE, FLOAT, INT, LONG, Type
from etl.options import Options

_NO_CHARACTER = "\u0000"
"""How Spark is told to quote, or to escape, by no character."""

_HEADED_LINES = "localglue.HeadedLines"
"""A format of Spark that writes a column of texts as lines, and the option firstLine before them."""

_LINE = "\u0000line"
"""That column; no field has such a name."""

_AS_IT_IS = {"ignoreLeadingWhiteSpace": "false", "ignoreTrailingWhiteSpace": "false"}
"""Without it Spark cuts blanks off values."""


_ALIKE = (INT, LONG, FLOAT, DOUBLE, BOOLEAN, DATE)
"""Types whose values Spark's own writer turns into the same texts, and faster."""


class CsvFormat(Format):
    """CSV files, each with its own header, if with any."""

    spark_format = "csv"
    types_by_table = True
    codecs = ("none", "uncompressed", "gzip", "bzip2", "snappy", "lz4", "deflate")
    missing_codecs = ("lzo", "zstd")
    read_options = READ_OPTIONS
    write_options = WRITE_OPTIONS

    def read(self, source: Input, options: Options) -> Frame:
        require_distinct(options)
        strict = replace(source, fail_fast=source.fail_fast or _is_strict(options))
        texts = CsvSource(strict, options)
        typed = DeclaredTexts(texts, source.declared) if source.declared else texts
        return Frame.from_source(partitioned(typed, source.partitioning), stage=source.stage)

    def write(self, frame: Frame, target: Output, options: Options) -> None:
        require_distinct(options)
        frame.check_thresholds()
        keys = partition_fields(frame.schema, target)
        saving = self.saving(target, options)
        if options["quoteChar"] == OFF:
            _save_unquoted(text_columns(frame, keys), target.path, keys, saving)
        else:
            columns = text_columns(frame, keys, but=_ALIKE)
            save(columns, self.spark_format, target.path, keys, saving | text_names(saving))

    def spark_reading(self, options: Options) -> dict[str, str]:
        if options["skipFirst"]:
            raise UnsupportedFeatureError("skipFirst of a DataFrame", "Read a DynamicFrame, and use its toDF().")
        quote = options["quoteChar"]
        escape = options["escaper"] if options["escaper"] != OFF else quote
        return {**super().spark_reading(options), **_characters(quote, escape), **_AS_IT_IS}

    def spark_writing(self, options: Options) -> dict[str, str]:
        quote = options["quoteChar"]
        return {
            **super().spark_writing(options), **_characters(quote, quote), **_AS_IT_IS, "emptyValue": quote * 2,
        }  # fmt: skip


def _is_strict(options: Options) -> bool:
    """Return whether Amazon's faster reader would read, which makes no error records; it lacks some options."""
    return bool(options["optimizePerformance"]) and not options["multiLine"] and options["escaper"] == OFF


def text_columns(frame: Frame, keys: Sequence[str], *, but: Container[Type] = ()) -> DataFrame:
    """Return fields as columns of texts, `but` those of some types: a nested value as JSON, a choice as its value.

    A line of nothing would be no record: of one column alone, without the `keys`, a null is an empty text.
    """
    alone = len(frame.schema) - len(keys) == 1
    values = {f.name: (f.type, value_of(f, quoted(f.column))) for f in frame.schema}
    kept = {name for name, (type_, _) in values.items() if type_ in but and not alone}
    texts = {n: F.expr(v) if n in kept else value_text(frame.spark, type_, v) for n, (type_, v) in values.items()}
    if alone:
        texts |= {name: F.coalesce(text, F.lit("")) for name, text in texts.items() if name not in keys}
    return frame.df.select(*[text.alias(name) for name, text in texts.items()])


def _save_unquoted(texts: DataFrame, path: str, keys: Sequence[str], options: Mapping[str, str]) -> None:
    """Save the columns joined by the separator as they are; Spark's own writer always quotes what it must."""
    separator, names = options["sep"], [name for name in texts.columns if name not in keys]
    if not names:
        return
    values = ", ".join(f"coalesce({quoted(name)}, '')" for name in names)
    line = f"concat_ws({literal(separator)}, {values}) AS {quoted(_LINE)}"
    lines = texts.selectExpr(line, *map(quoted, keys))
    saving = {name: value for name, value in options.items() if name in ("compression", REPORT)}
    saving |= text_names(saving)
    if options["header"] == "true":
        save(lines, _HEADED_LINES, path, keys, saving | {"firstLine": separator.join(names)})
    else:
        save(lines, "text", path, keys, saving)


def _characters(quote: str, escape: str) -> dict[str, str]:
    return {"quote": quote or _NO_CHARACTER, "escape": escape or _NO_CHARACTER}


CSV = CsvFormat()
