"""Timestamps: the current one, one read from a number or a text, and one written as a text."""

from __future__ import annotations

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame
from pyspark.sql.types import DataType, NumericType, StringType

from etl.errors import OptionError, UnknownNameError
from etl.frame.physical import Sql, literal
from etl.studio.date_patterns import spark_pattern
from etl.studio.derived import with_column
from etl.studio.names import column

_MICROSECONDS = {"seconds": 1_000_000, "milliseconds": 1_000, "microseconds": 1}
"""How long a unit is."""

_KINDS = ("autodetect", "iso", *_MICROSECONDS)

_LIMITS = {"seconds": 10**11, "milliseconds": 10**14}
"""A number from here on is of a smaller unit: 10^11 seconds are the year 5138, 10^11 milliseconds 1973."""

_DAY = "^([0-9]{4})([0-9]{2})([0-9]{2})$"
_YEAR_OR_DAY = "^[0-9]{4}([0-9]{4})?$"


def with_now(df: DataFrame, name: str, pattern: str | None = None) -> DataFrame:
    """Return the rows with the current time: a timestamp, or a text where there is a pattern."""
    now = "current_timestamp()"
    return with_column(df, name, _text(df, "gs_now", now, pattern) if pattern else now)


def format_timestamp(df: DataFrame, name: str, pattern: str, new_name: str | None = None) -> DataFrame:
    """Return the rows with a timestamp as a text, in its own place unless there is a new name."""
    return with_column(
        df, new_name or name, _text(df, "gs_format_timestamp", f"try_cast({column(df, name)} AS timestamp)", pattern)
    )


def to_timestamp(df: DataFrame, name: str, kind: str = "autodetect", new_name: str | None = None) -> DataFrame:
    """Return the rows with a number or text as a timestamp, in its own place unless there is a new name.

    Args:
        df: The rows.
        name: The column.
        kind: `seconds`, `milliseconds` or `microseconds` since 1970, `iso` for texts, or `autodetect`, which decides
            for each value: a text of four digits is a year, one of eight a day if they are one, and the size of any
            other number tells its unit.
        new_name: The new column.

    A value that says no time is null.

    Raises:
        UnknownNameError: A kind that does not exist.
    """
    if kind not in _KINDS:
        raise UnknownNameError("colType of gs_to_timestamp", kind, _KINDS)
    value = column(df, name)
    return with_column(df, new_name or name, _read(value, df.selectExpr(value).schema[0].dataType, kind))


def _text(df: DataFrame, helper: str, time: Sql, pattern: str) -> Sql:
    option = f"{helper} dateFormat"
    meant = literal(spark_pattern(option, pattern))
    probe = df.sparkSession.sql(f"SELECT date_format(TIMESTAMP'2020-01-01 00:00:00', {meant})")
    try:
        probe._jdf.queryExecution().optimizedPlan()
    except (PySparkException, Py4JJavaError) as error:
        problem = str(error).strip().partition("\n")[0]
        raise OptionError(option, pattern, f"expected a pattern of dates, Spark's or Python's: {problem}") from None
    return f"date_format({time}, {meant})"


def _read(value: Sql, type_: DataType, kind: str) -> Sql:
    if kind == "iso" or not isinstance(type_, NumericType | StringType):
        return f"try_cast({value} AS timestamp)"
    number = f"try_cast({value} AS decimal(38, 6))"
    if kind != "autodetect":
        return _since_1970(number, kind)
    cases = " ".join(
        f"WHEN abs({number}) < {limit} THEN {_since_1970(number, unit)}" for unit, limit in _LIMITS.items()
    )
    text = f"try_cast(CAST({value} AS string) AS timestamp)"
    if isinstance(type_, StringType):
        date = f"try_cast(regexp_replace({value}, '{_DAY}', '$1-$2-$3') AS timestamp)"
        cases = f"WHEN {value} RLIKE '{_YEAR_OR_DAY}' AND {date} IS NOT NULL THEN {date} {cases}"
    return f"CASE {cases} WHEN {number} IS NOT NULL THEN {_since_1970(number, 'microseconds')} ELSE {text} END"


def _since_1970(number: Sql, unit: str) -> Sql:
    return f"timestamp_micros(try_cast(try_multiply({number}, {_MICROSECONDS[unit]}) AS bigint))"
