"""Parquet and ORC: their footers tell the columns."""

from __future__ import annotations

import io
from typing import BinaryIO

from etl.catalog.crawler.classifiers.arrow_types import columns_of
from etl.catalog.crawler.classifiers.classification import Classification
from etl.catalog.crawler.sampling import Sample


def classify_parquet(taken: Sample, file: BinaryIO) -> Classification | None:
    """Return what a file of Parquet holds; None for another one."""
    if taken.compression != "none" or not taken.data.startswith(b"PAR1"):
        return None
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.ParquetFile(file)
    except (pa.ArrowException, OSError):
        _require_readable(file)
        return None
    return Classification("parquet", columns_of(found.schema_arrow), records=found.metadata.num_rows)


def classify_orc(taken: Sample, file: BinaryIO) -> Classification | None:
    """Return what a file of ORC holds; None for another one."""
    if taken.compression != "none" or not taken.data.startswith(b"ORC"):
        return None
    import pyarrow as pa
    from pyarrow import orc

    try:
        found = orc.ORCFile(file)
    except (pa.ArrowException, OSError):
        _require_readable(file)
        return None
    return Classification("orc", columns_of(found.schema), records=found.nrows)


def _require_readable(file: BinaryIO) -> None:
    """Raise the PathError of a file that cannot be read, which Arrow hides; a damaged one can be read."""
    file.seek(-1, io.SEEK_END)
    file.read(1)
