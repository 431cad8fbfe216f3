"""Parquet and ORC: their footers tell the columns."""

from __future__ import annotations

from typing import Any, BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification
from etl.catalog.crawler.sampling import Sample
from etl.frame.physical import logical_struct
from etl.frame.types import Struct


def classify_parquet(taken: Sample, file: BinaryIO) -> Classification | None:
    """Return what a file of Parquet holds; None for another one."""
    if taken.compression != "none" or not taken.data.startswith(b"PAR1"):
        return None
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.ParquetFile(file)
    except (pa.ArrowException, OSError):
        return None
    return Classification("parquet", _columns(found.schema_arrow), records=found.metadata.num_rows)


def classify_orc(taken: Sample, file: BinaryIO) -> Classification | None:
    """Return what a file of ORC holds; None for another one."""
    if taken.compression != "none" or not taken.data.startswith(b"ORC"):
        return None
    import pyarrow as pa
    from pyarrow import orc

    try:
        found = orc.ORCFile(file)
    except (pa.ArrowException, OSError):
        return None
    return Classification("orc", _columns(found.schema), records=found.nrows)


def _columns(schema: Any) -> Struct:
    from pyspark.sql.pandas.types import from_arrow_schema

    return logical_struct(from_arrow_schema(schema))
