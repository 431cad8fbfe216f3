"""Map and Filter with a Python function, against the same over an RDD of dicts."""

from __future__ import annotations

from awsglue import DynamicFrame
from awsglue.context import GlueContext
from benchmarks.side_by_side import compare, drain, session

ROWS = 200_000


def double_age(record):
    record["age"] = record["age"] * 2
    return record


def is_adult(record):
    return record["age"] > 21


def main() -> None:
    spark = session()
    context = GlueContext(spark.sparkContext)
    people = spark.range(ROWS).selectExpr(
        "id", "cast(id % 90 AS int) AS age", "concat('name', id) AS name",
        "named_struct('city', concat('city', id % 100), 'zip', cast(id % 9999 AS int)) AS address",
        "array('a', 'b') AS tags",
    ).cache()  # fmt: skip
    people.count()
    frame = DynamicFrame.fromDF(people, context)

    def dicts():
        return people.rdd.map(lambda row: row.asDict(recursive=True))

    def to_frame(rdd) -> None:
        drain(spark.createDataFrame(rdd, people.schema, verifySchema=False))

    compare(
        "Filter / RDD of dicts",
        lambda: drain(frame.filter(is_adult).toDF()),
        lambda: to_frame(dicts().filter(is_adult)),
        goal="<= 0.2",
    )
    compare(
        "Map / RDD of dicts",
        lambda: drain(frame.map(double_age).toDF()),
        lambda: to_frame(dicts().map(double_age)),
        goal="<= 0.2",
    )


if __name__ == "__main__":
    main()
