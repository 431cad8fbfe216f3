from __future__ import annotations

from pyspark.sql import SparkSession
from pyspark.sql.functions import lit
from pyspark.sql.types import BooleanType, IntegerType, StringType, StructField, StructType

from etl.jvm.columns import from_expression, invoke, to_expression
from etl.jvm.rows import rows_of, task_rdd


def test_a_method_is_a_column(spark: SparkSession) -> None:
    text = spark._jvm.org.apache.spark.unsafe.types.UTF8String.fromString("abcd")
    df = spark.createDataFrame([("ab",), ("b",), (None,)], "s string")
    found = df.select(invoke(text, "startsWith", BooleanType(), df["s"]).alias("x")).collect()
    assert [row["x"] for row in found] == [True, False, None]


def test_a_method_column_may_be_computed_with(spark: SparkSession) -> None:
    text = spark._jvm.org.apache.spark.unsafe.types.UTF8String.fromString("abcd")
    df = spark.createDataFrame([("c",), ("x",)], "s string")
    place = invoke(text, "indexOf", IntegerType(), df["s"], lit(0))
    assert [row[0] for row in df.select(place + 1).filter(place >= 0).collect()] == [3]


def test_columns_become_expressions_and_back(spark: SparkSession) -> None:
    df = spark.range(3)
    assert [row[0] for row in df.select(from_expression(to_expression(df["id"] * 2))).collect()] == [0, 2, 4]


def test_internal_rows_are_a_frame(spark: SparkSession) -> None:
    source = spark.createDataFrame(
        [("a", 1), (None, 2)], StructType([StructField("s", StringType()), StructField("n", IntegerType())])
    )
    internal = source._jdf.queryExecution().toRdd().toJavaRDD()
    again = rows_of(spark, internal, source.schema)
    assert [tuple(row) for row in again.collect()] == [("a", 1), (None, 2)]
    assert again.filter("n = 2").count() == 1


def test_each_task_is_a_partition(spark: SparkSession) -> None:
    assert task_rdd(spark, ["a", "b", "c"]).getNumPartitions() == 3
    assert task_rdd(spark, []).count() == 0
