"""What another package may bring: a format of lines, and a connection to a drawer that holds one table."""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession

from etl.connections import Connection, Request
from etl.formats import Format, Input, Output
from etl.frame import Frame, from_dataframe
from etl.options import Option, Options, flag


class LinesFormat(Format):
    """Each line is a record of one field `line`."""

    spark_format = "text"
    codecs = ("none", "gzip")
    read_options = (Option("upper", "Whether lines are in capitals.", default=False, convert=flag),)

    def read(self, source: Input, options: Options) -> Frame:
        lines = source.spark.read.text([file.path for file in source.files])
        return from_dataframe(lines.selectExpr(f"{'upper(value)' if options['upper'] else 'value'} AS line"))

    def write(self, frame: Frame, target: Output, options: Options) -> None:
        self.write_dataframe(frame.to_plain(), target, options)


class DrawerConnection(Connection):
    """Keeps what was written last."""

    def __init__(self) -> None:
        self._kept: DataFrame | None = None

    def read_frame(self, spark: SparkSession, request: Request) -> Frame:
        return from_dataframe(self.read_dataframe(spark, request), stage=request.stage)

    def write_frame(self, frame: Frame, request: Request) -> None:
        self.write_dataframe(frame.to_plain(), request)

    def read_dataframe(self, spark: SparkSession, request: Request) -> DataFrame:
        return spark.range(0).select() if self._kept is None else self._kept

    def write_dataframe(self, df: DataFrame, request: Request) -> None:
        self._kept = df
