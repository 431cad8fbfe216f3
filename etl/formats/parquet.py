"""Parquet."""

from __future__ import annotations

from typing import Any

from pyspark.sql import SparkSession

from etl.formats.attaching import ATTACH_OPTIONS
from etl.formats.columnar import ColumnarFormat
from etl.formats.file_names import parquet_names
from etl.formats.saving import Output
from etl.options import Option, Options, flag, positive_number

_GLUE_WRITER = Option(
    "useGlueParquetWriter", "Amazon's own writer: other names, the files are alike; types may change here, and a "
    "frame of no records leaves a file of its schema, where Amazon's writer leaves none.", default=False, convert=flag,
)  # fmt: skip


class ParquetFormat(ColumnarFormat):
    """Parquet files."""

    spark_format = "parquet"
    codecs = ("snappy", "gzip", "zstd", "lz4", "none", "uncompressed")
    missing_codecs = ("lzo", "brotli")
    passed_reading = ("datetimeRebaseMode", "int96RebaseMode")
    passed_writing = ("parquet.", "maxRecordsPerFile")
    read_options = (
        *ATTACH_OPTIONS,
        Option("optimizePerformance", "Amazon's own reader; the records are alike.", default=False, convert=flag),
        _GLUE_WRITER,
    )
    write_options = (
        _GLUE_WRITER,
        Option("compression", "How column chunks are compressed.", default="snappy"),
        Option(
            "blockSize", "Bytes of a row group; 128 MB by default.", convert=positive_number, spark="parquet.block.size"
        ),
        Option("pageSize", "Bytes of a page; 1 MB by default.", convert=positive_number, spark="parquet.page.size"),
    )

    def footers(self, spark: SparkSession, hadoop: Any) -> Any:
        jvm: Any = spark.sparkContext._jvm
        return jvm.localglue.ParquetFooters(hadoop, spark._jsparkSession.sessionState().conf())

    def file_format(self, jvm: Any) -> Any:
        return jvm.org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat()

    def saving(self, target: Output, options: Options) -> dict[str, str]:
        saving = super().saving(target, options)
        return saving | (parquet_names(saving) if options["useGlueParquetWriter"] else {})


class GlueParquetFormat(ParquetFormat):
    """The same with Glue's own writer."""

    def saving(self, target: Output, options: Options) -> dict[str, str]:
        return super().saving(target, {**options, "useGlueParquetWriter": True})


PARQUET = ParquetFormat()
GLUEPARQUET = GlueParquetFormat()
