"""Frames made of rows that Java code gives."""

from __future__ import annotations

from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

from etl.jvm.columns import java_type


def rows_of(spark: SparkSession, rdd: Any, schema: StructType) -> DataFrame:
    """Return a frame over rows in Spark's internal form; nothing is run and nothing is converted.

    Args:
        spark: The session.
        rdd: A JavaRDD of InternalRow. Its rows must fit `schema`, for nobody checks.
        schema: The columns.
    """
    session = spark._jsparkSession
    return DataFrame(session.internalCreateDataFrame(rdd.rdd(), java_type(schema), False), spark)


def copied_rows(df: DataFrame) -> Any:
    """Return the rows of a DataFrame as a JavaRDD of InternalRow that may be kept: each row is an object of its own."""
    jvm: Any = df.sparkSession._jvm
    return df._jdf.queryExecution().toRdd().toJavaRDD().map(jvm.localglue.RowCopy())


def task_rdd(spark: SparkSession, tasks: list[str]) -> Any:
    """Return a JavaRDD with one element and one partition for each text; no text at all is an empty RDD."""
    return spark.sparkContext._jsc.parallelize(tasks, max(1, len(tasks)))
