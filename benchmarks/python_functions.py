"""Map and Filter with a Python function, against the same over an RDD of dicts.

A Map finds the schema of what the function gives, in all of it; so must the RDD's way back to a DataFrame. A filter
knows the schema.
"""

from __future__ import annotations

from awsglue import DynamicFrame
from awsglue.context import GlueContext
from benchmarks.side_by_side import compare, drain, session

ROWS = 500_000


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

    compare(
        "Filter / RDD of dicts",
        lambda: drain(frame.filter(is_adult).toDF()),
        lambda: drain(spark.createDataFrame(dicts().filter(is_adult), people.schema)),
        goal="<= 0.2",
        rounds=3,
    )
    compare(
        "Map / RDD of dicts",
        lambda: drain(frame.map(double_age).toDF()),
        lambda: drain(spark.createDataFrame(dicts().map(double_age), samplingRatio=1.0)),
        goal="<= 0.2",
        rounds=3,
    )


if __name__ == "__main__":
    main()
