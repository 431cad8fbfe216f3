"""ORC."""

from __future__ import annotations

from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import ArrayType, DataType, MapType, StructType

from etl.errors import OptionError
from etl.formats.columnar import ColumnarFormat
from etl.options import Option


class OrcFormat(ColumnarFormat):
    """ORC files."""

    spark_format = "orc"
    codecs = ("snappy", "zlib", "zstd", "lz4", "lzo", "none", "uncompressed")
    passed_writing = ("orc.", "maxRecordsPerFile")
    write_options = (Option("compression", "How stripes are compressed.", default=""),)

    def footers(self, spark: SparkSession, hadoop: Any) -> Any:
        jvm: Any = spark.sparkContext._jvm
        return jvm.localglue.OrcFooters(hadoop)

    def file_format(self, jvm: Any) -> Any:
        return jvm.org.apache.spark.sql.execution.datasources.orc.OrcFileFormat()

    def writable(self, df: DataFrame) -> DataFrame:
        if _has_nameless(df.schema):
            raise OptionError("format", "orc", "ORC has no columns without a name; rename the one called ''")
        return super().writable(df)


def _has_nameless(data_type: DataType) -> bool:
    match data_type:
        case StructType(fields=fields):
            return any(not field.name or _has_nameless(field.dataType) for field in fields)
        case ArrayType():
            return _has_nameless(data_type.elementType)
        case MapType():
            return _has_nameless(data_type.valueType)
    return False


ORC = OrcFormat()
