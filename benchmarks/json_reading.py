"""JSON with mixed types: finding the schema and reading, against Spark's reader on the same file."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

from awsglue.context import GlueContext
from benchmarks.side_by_side import compare, drain, session

RECORDS = 600_000


def main() -> None:
    spark = session()
    context = GlueContext(spark.sparkContext)
    path = _mixed(Path(tempfile.mkdtemp()) / "mixed.json")
    schema = spark.read.json(path).schema

    def frame():
        return context.create_dynamic_frame.from_options("s3", {"paths": [path]}, "json")

    folded = frame()
    folded.schema()
    compare("JSON: schema / spark.read.json", lambda: frame().schema(), lambda: spark.read.json(path), goal="<= 0.7")
    compare(
        "JSON: all columns / spark.read.schema().json",
        lambda: drain(folded.toDF()),
        lambda: drain(spark.read.schema(schema).json(path)),
        goal="<= 0.8",
    )


def _mixed(path: Path) -> str:
    rnd = random.Random(1)
    with path.open("w") as out:
        for i in range(RECORDS):
            inner = {"b": i, "c": "t", "d": {"e": rnd.random(), "f": None}}
            record = {
                "id": i, "v": i if i % 10 else str(i), "a": inner, "l": [{"x": i, "y": [1, 2]}] * (i % 3),
                "s": f"lorem ipsum {i}", "big": i * 10**9, "flag": bool(i % 2),
            }  # fmt: skip
            out.write(json.dumps(record) + "\n")
    return str(path)


if __name__ == "__main__":
    main()
