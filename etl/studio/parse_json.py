"""Parse JSON column: a text as the struct or array that it spells."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import StructType

from etl.studio.names import column, unquoted


def parse_json(
    df: DataFrame,
    name: str,
    new_name: str | None = None,
    *,
    schema: str | None = None,
    sampling_ratio: float | None = None,
) -> DataFrame:
    """Return the rows with a column of JSON texts parsed, in its own place unless there is a new name.

    Args:
        df: The rows.
        name: The column.
        new_name: The new column.
        schema: The type in SQL, such as `array<int>`, which arrays need; that of objects is found by reading them.
        sampling_ratio: The part of the texts that is read for that; all by default.

    A text that cannot be parsed becomes a struct of nulls.
    """
    text = column(df, name)
    parsed = F.from_json(F.expr(text), schema or _schema(df.selectExpr(f"CAST({text} AS string)"), sampling_ratio))
    return df.withColumn(unquoted(new_name or name), parsed)


def _schema(texts: DataFrame, sampling_ratio: float | None) -> StructType:
    """Return the struct that Spark finds in the objects of the one column of `texts`."""
    spark = texts.sparkSession
    encoder = spark._jvm.org.apache.spark.sql.Encoders.STRING()  # type: ignore[union-attr]
    reader = spark._jsparkSession.read().option("mode", "DROPMALFORMED").option("samplingRatio", sampling_ratio or 1.0)
    return DataFrame(reader.json(getattr(texts._jdf, "as")(encoder)), spark).schema
