from __future__ import annotations

from pyspark.sql import SparkSession
from pyspark.sql.functions import col, lit

from awsglue.functions import explodeWithIndex, namedStruct, replaceArrayElement


def test_replace_array_element(spark: SparkSession) -> None:
    df = spark.createDataFrame([([1, 2, 3], 9)], "a array<int>, b int")
    for place, expected in ((1, [1, 9, 3]), (5, [1, 2, 3])):
        assert df.select(replaceArrayElement("a", "b", place)).first()[0] == expected
    assert df.select(replaceArrayElement(col("a"), col("b") + 1, 0)).first()[0] == [10, 2, 3]


def test_named_struct(spark: SparkSession) -> None:
    df = spark.createDataFrame([(1, "x")], "a int, b string")
    for struct in (namedStruct(lit("one"), "a", lit("two"), col("b")), namedStruct([lit("one"), "a", lit("two"), "b"])):
        assert df.select(struct).first()[0].asDict() == {"one": 1, "two": "x"}


def test_explode_with_index(spark: SparkSession) -> None:
    df = spark.createDataFrame([(["x", "y"],)], "a array<string>").select(explodeWithIndex("a"))
    assert (df.columns, [tuple(row) for row in df.collect()]) == (["index", "val"], [(0, "x"), (1, "y")])
