"""A gigabyte of CSV, JSON and Parquet: every column of a frame, its schema found too, against Spark told the schema."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from awsglue.context import GlueContext
from benchmarks.side_by_side import compare, drain, session

GIGABYTE = 1e9
FILES = 8
COLUMNS = [
    "id", "id % 1000 AS shop", "rand(1) AS price", "uuid() AS token", "id % 3 = 0 AS paid",
    "concat('customer ', id % 77777, ' of the north, ', id % 13) AS name",
]  # fmt: skip


def main() -> None:
    spark = session()
    context = GlueContext(spark.sparkContext)
    with tempfile.TemporaryDirectory() as folder:
        for format_name, options in {"csv": {"header": True}, "json": {}, "parquet": {}}.items():
            path = Path(folder, format_name)
            _fill(spark, path, format_name, options)
            frame = {"paths": [str(path)]}, format_name, {"withHeader": True} if options else {}
            reader = spark.read.format(format_name).options(**options)
            schema = reader.load(str(path)).schema
            compare(
                f"1 GB of {format_name.upper()} / spark.read.schema()",
                lambda frame=frame: drain(context.create_dynamic_frame.from_options("s3", *frame).toDF()),
                lambda reader=reader, schema=schema, path=path: drain(reader.schema(schema).load(str(path))),
                goal="<= 1.1",
                rounds=3,
            )


def _fill(spark: Any, folder: Path, format_name: str, options: dict[str, bool]) -> None:
    """Write a hundredth first, to learn how many rows are a gigabyte."""
    sample = 100_000
    _rows(spark, sample).write.format(format_name).options(**options).save(f"{folder}.sample")
    rows = int(sample * GIGABYTE / _bytes(Path(f"{folder}.sample")))
    _rows(spark, rows).write.format(format_name).options(**options).save(str(folder))


def _rows(spark: Any, count: int) -> Any:
    return spark.range(0, count, 1, FILES).selectExpr(*COLUMNS)


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


if __name__ == "__main__":
    main()
