"""Columns whose names differ only in case, which Spark neither reads nor writes by default."""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import ArrayType, DataType, MapType, StructType

from etl.jvm.rows import rows_of


def has_twins(data_type: DataType) -> bool:
    """Return whether two fields of one struct, at any depth, have names that differ only in case."""
    match data_type:
        case StructType(fields=fields):
            return are_twins(data_type) or any(has_twins(field.dataType) for field in fields)
        case ArrayType():
            return has_twins(data_type.elementType)
        case MapType():
            return has_twins(data_type.keyType) or has_twins(data_type.valueType)
    return False


def are_twins(struct: StructType) -> bool:
    """Return whether two fields of the struct itself have names that differ only in case."""
    return len({name.lower() for name in struct.names}) < len(struct.names)


def case_sensitive_session(spark: SparkSession) -> SparkSession:
    """Return a session like `spark`, on the same context, in which the case of names counts."""
    session = SparkSession(spark.sparkContext, spark._jsparkSession.cloneSession())
    session.conf.set("spark.sql.caseSensitive", "true")
    return session


def in_session(df: DataFrame, spark: SparkSession) -> DataFrame:
    """Return the rows of `df`, which are made by its own session, as a DataFrame of another one."""
    return rows_of(spark, df._jdf.queryExecution().toRdd().toJavaRDD(), df.schema)
