"""Parse JSON column: a text as the struct or array that it spells."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import StructType

from etl.errors import OptionError
from etl.options import probability, text
from etl.studio.derived import with_column
from etl.studio.names import column

_IS_OBJECT = "text RLIKE '^[ \\t\\r\\n]*[{]'"


def parse_json(
    df: DataFrame,
    name: str,
    new_name: str | None = None,
    *,
    schema: str | None = None,
    sampling_ratio: float | str | None = None,
) -> DataFrame:
    """Return the rows with a column of JSON texts parsed, in its own place unless there is a new name.

    Args:
        df: The rows.
        name: The column.
        new_name: The new column.
        schema: The type in SQL, such as `array<int>`, which arrays need; that of objects is found by reading them.
        sampling_ratio: The part of the texts that is read for that; all by default, and where a part tells nothing.

    A text that cannot be parsed becomes a struct of nulls.

    Raises:
        OptionError: No schema is given and the texts are no objects, or an argument cannot be used.
    """
    value = column(df, name)
    type_ = text("gs_parse_json schema", schema) if schema else _schema(df, name, sampling_ratio)
    return with_column(df, new_name or name, F.from_json(F.expr(value), type_))


def _schema(df: DataFrame, name: str, sampling_ratio: float | str | None) -> StructType:
    texts = df.selectExpr(f"CAST({column(df, name)} AS string) AS text").where("text IS NOT NULL")
    ratio = _ratio(sampling_ratio)
    found = _found(texts, ratio)
    if not found and ratio < 1:
        found = _found(texts, 1.0)
    if not found and not texts.where(f"NOT {_IS_OBJECT}").isEmpty():
        raise OptionError("gs_parse_json schema", None, f"{name} has no objects; give a type in SQL, as array<int>")
    return found


def _found(texts: DataFrame, sampling_ratio: float) -> StructType:
    """Return the struct that Spark finds in the objects among the texts."""
    spark = texts.sparkSession
    encoder = spark._jvm.org.apache.spark.sql.Encoders.STRING()  # type: ignore[union-attr]
    reader = spark._jsparkSession.read().option("mode", "DROPMALFORMED").option("samplingRatio", sampling_ratio)
    return DataFrame(reader.json(getattr(texts.where(_IS_OBJECT)._jdf, "as")(encoder)), spark).schema


def _ratio(given: float | str | None) -> float:
    ratio = 1.0 if given in (None, "") else probability("gs_parse_json samplingRatio", given)
    if not ratio:
        raise OptionError("gs_parse_json samplingRatio", given, "expected a number above 0, up to 1")
    return ratio
