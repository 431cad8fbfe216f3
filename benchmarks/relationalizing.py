"""Three nested levels of arrays made into tables, by relationalize and by explodes written by hand."""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from awsglue import DynamicFrame
from awsglue.context import GlueContext
from benchmarks.side_by_side import compare, drain, session

ROWS = 1_000_000


def main() -> None:
    spark = session()
    context = GlueContext(spark.sparkContext)
    nested = _nested(spark).cache()
    nested.count()

    def ours() -> None:
        tables = DynamicFrame.fromDF(nested, context, "root").relationalize("root", "")
        for key in tables.keys():  # noqa: SIM118  a collection is no dict
            drain(tables.select(key).toDF())

    def by_hand() -> None:
        for table in _exploded(nested):
            drain(table)

    compare("relationalize, 3 levels / explode", ours, by_hand, goal="<= 1.3")


def _nested(spark: SparkSession) -> DataFrame:
    leaf = "transform(sequence(1, 2), k -> named_struct('x', k, 't', concat('t', k)))"
    middle = f"transform(sequence(1, 3), j -> named_struct('n', j, 'leaves', {leaf}))"
    return spark.range(ROWS).selectExpr(
        "id",
        "concat('name', id) AS name",
        f"transform(sequence(1, 2), i -> named_struct('m', i, 'inner', {middle})) AS outer",
    )


def _exploded(nested: DataFrame) -> list[DataFrame]:
    """Return the root and its three child tables, linked by keys."""
    key = F.monotonically_increasing_id()
    root = nested.withColumn("outer_id", key)
    outer = root.select(F.col("outer_id").alias("id"), F.posexplode("outer").alias("index", "o"))
    outer = outer.withColumn("inner_id", F.monotonically_increasing_id())
    inner = outer.select(F.col("inner_id").alias("id"), F.posexplode("o.inner").alias("index", "i"))
    inner = inner.withColumn("leaf_id", F.monotonically_increasing_id())
    leaves = inner.select(F.col("leaf_id").alias("id"), F.posexplode("i.leaves").alias("index", "l"))
    return [
        root.select("id", "name", "outer_id"),
        outer.select("id", "index", "o.m", "inner_id"),
        inner.select("id", "index", "i.n", "leaf_id"),
        leaves.select("id", "index", "l.x", "l.t"),
    ]


if __name__ == "__main__":
    main()
