"""Formats that Glue reads and does not write, and for which Spark has no reader on every line."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.errors import UnsupportedFeatureError
from etl.formats.contract import Format, Input
from etl.formats.folder_keys import with_folder_keys
from etl.formats.saving import Output
from etl.frame.frame import Frame
from etl.options import Options


class ReadOnlyFormat(Format):
    """A format that is read; a DataFrame has the rows of the frame."""

    codecs = ()

    def write(self, frame: Frame, target: Output, options: Options) -> None:  # noqa: ARG002 - refused
        raise self._refusal()

    def write_dataframe(self, df: DataFrame, target: Output, options: Options) -> None:  # noqa: ARG002 - refused
        raise self._refusal()

    def read_dataframe(self, source: Input, options: Options) -> DataFrame:
        return self.read(with_folder_keys(source), options).to_plain()

    def _refusal(self) -> UnsupportedFeatureError:
        return UnsupportedFeatureError(
            f"Writing {self.spark_format}, which AWS Glue does not write either,", "Write json, parquet, avro or csv."
        )
