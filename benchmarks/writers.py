"""CSV, JSON, Parquet and ORC: a frame written, against the same rows written by Spark."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from benchmarks.side_by_side import compare, session

ROWS = 1_000_000


def main() -> None:
    spark = session()
    context = GlueContext(spark.sparkContext)
    folder = Path(tempfile.mkdtemp())
    df = spark.range(0, ROWS, 1, 2).selectExpr(
        "id", "concat('item ', id) AS name", "id * 0.25D AS price", "id % 7 = 0 AS sold",
        "date_add(DATE'2020-01-01', CAST(id % 1000 AS int)) AS day", "sha(CAST(id AS string)) AS code",
    )  # fmt: skip
    df.cache().count()
    frame = DynamicFrame.fromDF(df, context, "items")

    def ours(form: str) -> None:
        path = folder / "ours"
        shutil.rmtree(path, ignore_errors=True)
        context.write_dynamic_frame.from_options(frame, "s3", {"path": str(path)}, form)

    def theirs(form: str) -> None:
        df.write.format(form).option("header", "true").mode("overwrite").save(str(folder / "theirs"))

    for form in ("csv", "json", "parquet", "orc"):
        compare(
            f"{form}: frame / df.write.{form}",
            lambda form=form: ours(form),
            lambda form=form: theirs(form),
            goal="<= 1.2",
            rounds=5,
        )


if __name__ == "__main__":
    main()
