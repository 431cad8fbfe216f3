"""ORC."""

from __future__ import annotations

from typing import Any

from pyspark.sql import SparkSession

from etl.formats.columnar import ColumnarFormat
from etl.options import Option


class OrcFormat(ColumnarFormat):
    """ORC files."""

    spark_format = "orc"
    codecs = ("snappy", "zlib", "zstd", "lz4", "lzo", "none", "uncompressed")
    write_options = (Option("compression", "How stripes are compressed.", default=""),)

    def footers(self, spark: SparkSession, hadoop: Any) -> Any:
        jvm: Any = spark.sparkContext._jvm
        return jvm.localglue.OrcFooters(hadoop)

    def file_format(self, jvm: Any) -> Any:
        return jvm.org.apache.spark.sql.execution.datasources.orc.OrcFileFormat()


ORC = OrcFormat()
