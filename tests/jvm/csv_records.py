"""What CSV files hold, as lists of values."""

from __future__ import annotations

from pyspark.sql import SparkSession

from etl.frame.types import STRING, Field, Struct
from etl.jvm.csv import CsvLayout, csv_errors, fold_csv, read_csv

HEADER = CsvLayout(header=True)


def strings(*names: str) -> Struct:
    """Return a schema of fields of strings."""
    return Struct(tuple(Field(name, STRING, column=f"c{number}") for number, name in enumerate(names)))


def values(spark: SparkSession, tasks: list[str], layout: CsvLayout = HEADER, *names: str) -> list[list[str | None]]:
    """Return the values of the named columns, or of all."""
    schema = strings(*(names or fold_csv(spark, tasks, layout)))
    return [list(row) for row in read_csv(spark, tasks, schema, layout).collect()]


def lost(spark: SparkSession, tasks: list[str], layout: CsvLayout = HEADER) -> list[tuple[str, str]]:
    """Return message and text of what cannot be read."""
    return [(row.msg, row.input) for row in csv_errors(spark, tasks, layout).collect()]
