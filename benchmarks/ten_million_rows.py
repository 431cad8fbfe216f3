"""Ten million rows through a chain of transforms, with the heap that Spark has by default."""

from __future__ import annotations

import time

from awsglue import DynamicFrame
from awsglue.context import GlueContext
from benchmarks.side_by_side import session

ROWS = 10_000_000


def main() -> None:
    spark = session()
    context = GlueContext(spark.sparkContext)
    start = time.perf_counter()
    df = spark.range(ROWS).selectExpr("id", "concat('name', id) AS name", "array(id, id + 1) AS l")
    frame = DynamicFrame.fromDF(df, context).apply_mapping(
        [("id", "long", "key", "long"), ("l", "array", "l", "array")]
    )
    frame = frame.filter(lambda record: record["key"] % 2 == 0).map(
        lambda record: {**record, "half": record["key"] // 2}
    )
    tables = frame.relationalize("root", "")
    counts = {key: tables.select(key).count() for key in tables.keys()}  # noqa: SIM118  a collection is no dict
    print(f"10,000,000 rows, a filter, a map and relationalize: {counts} in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
