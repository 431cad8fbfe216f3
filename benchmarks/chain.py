"""Eight steps over Parquet, as frames and as DataFrame code written by hand."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pyspark.sql import functions as F

from awsglue import DynamicFrame
from awsglue.context import GlueContext
from awsglue.transforms import Join
from benchmarks.side_by_side import compare, session

ROWS = 2_000_000
MAPPING = [
    ("id", "long", "id", "long"),
    ("name", "string", "person.name", "string"),
    ("age", "int", "person.age", "int"),
    ("score", "string", "score", "double"),
    ("key", "long", "key", "long"),
    ("spare", "string", "spare", "string"),
]


def main() -> None:
    spark = session()
    context = GlueContext(spark.sparkContext)
    folder = Path(tempfile.mkdtemp())
    facts, names = str(folder / "facts"), str(folder / "names")
    spark.range(ROWS).selectExpr(
        "id", "concat('name', id % 1000) AS name", "cast(id % 90 AS int) AS age", "cast(id / 7 AS string) AS score",
        "id % 5000 AS key", "uuid() AS spare",
    ).write.parquet(facts)  # fmt: skip
    spark.range(5000).selectExpr("id AS ref", "concat('group', id % 10) AS label").write.parquet(names)

    def frames() -> None:
        def read(path: str) -> DynamicFrame:
            return context.create_dynamic_frame.from_options("s3", {"paths": [path]}, "parquet")

        frame = read(facts).apply_mapping(MAPPING).resolveChoice(choice="make_cols")
        frame = frame.drop_fields(["spare"]).rename_field("score", "points")
        frame = DynamicFrame.fromDF(frame.toDF().where("points > 100"), context)
        joined = Join.apply(frame, read(names), ["key"], ["ref"])
        out = str(folder / "ours")
        context.write_dynamic_frame.from_options(joined, "s3", {"path": out}, format="parquet")

    def by_hand() -> None:
        person = F.struct(F.col("name"), F.col("age")).alias("person")
        df = spark.read.parquet(facts).select("id", person, F.col("score").cast("double").alias("points"), "key")
        joined = df.where("points > 100").join(spark.read.parquet(names), F.col("key") == F.col("ref"))
        joined.write.mode("append").parquet(str(folder / "theirs"))

    compare("8-step chain / DataFrame code", frames, by_hand, goal="<= 1.05")


if __name__ == "__main__":
    main()
