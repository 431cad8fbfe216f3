"""Container files of Avro, as fastavro writes them, and what comes back of their records."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import fastavro
from pyspark.sql import SparkSession

from etl.formats.avro_schema import AvroSchema
from etl.frame.plain import plain_dataframe
from etl.jvm.avro import avro_errors, avro_schemas, read_avro

MARKER = b"sixteen bytes..."


def record(**fields: Any) -> dict[str, Any]:
    """Return a schema of records."""
    return {"type": "record", "name": "top", "fields": [{"name": n, "type": t} for n, t in fields.items()]}


def container(schema: Any, records: Sequence[dict[str, Any]], *, block: int = 16000, codec: str = "null") -> bytes:
    """Return a file, whose blocks end where they have as many bytes, and which has `MARKER` between them."""
    out = io.BytesIO()
    parsed = fastavro.parse_schema(schema)
    fastavro.writer(out, parsed, records, codec=codec, sync_interval=block, sync_marker=MARKER)
    return out.getvalue()


def blocks(data: bytes) -> list[tuple[int, int]]:
    """Return the first byte of each block, and the first byte behind its marker."""
    ends = [at + len(MARKER) for at in range(len(data)) if data.startswith(MARKER, at)]
    return list(itertools.pairwise(ends))


def cut(path: Path, *places: int) -> str:
    """Return the task that reads a file in parts, which end at some bytes."""
    size = path.stat().st_size
    bounds = [0, *places, size]
    return "\n".join(f"{path.as_uri()}\t{a}\t{b - a}\t{size}" for a, b in itertools.pairwise(bounds))


def values(spark: SparkSession, tasks: list[str], *columns: str, logical: bool = True) -> list[dict[str, Any]]:
    """Return the records, or some of their fields, under the schema of the first file."""
    schema = AvroSchema(next(iter(avro_schemas(spark, tasks))), logical=logical).struct()
    read = plain_dataframe(read_avro(spark, tasks, schema, logical=logical), schema)
    return [row.asDict(recursive=True) for row in read.select(*(columns or read.columns)).collect()]


def lost(spark: SparkSession, tasks: list[str], *, logical: bool = True) -> list[str]:
    """Return the messages of what cannot be read."""
    return [row.msg for row in avro_errors(spark, tasks, logical=logical).collect()]
