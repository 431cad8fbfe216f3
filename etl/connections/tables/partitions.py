"""Which partitions of a table a condition leaves: narrowed by the catalog, decided by Spark."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from pyspark.errors import AnalysisException, IllegalArgumentException, ParseException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from etl.catalog.contract import Entity
from etl.connections.tables.table import Table
from etl.errors import OptionError
from etl.frame.physical import quoted, spark_type, sql_type
from etl.jvm.columns import java_type
from etl.storage.lines import join_line

PREDICATE = "push_down_predicate"
"""The option that most often gives a condition."""

_NUMBER = "\u0000number"
"""The column of the number of a partition; no key has such a name."""


def partitions_of(
    spark: SparkSession, table: Table, *, predicate: object = "", catalog_predicate: str = "", option: str = PREDICATE
) -> list[Entity]:
    """Return the partitions of a table that fulfil conditions.

    Args:
        spark: The session that decides.
        table: The table.
        predicate: A condition of Spark SQL on the partition keys.
        catalog_predicate: A condition that the catalog itself decides (`catalogPartitionPredicate`).
        option: The option that gives `predicate`, for messages.

    Raises:
        OptionError: A condition that cannot be read, or that names what is no partition key.
    """
    catalog, database, name = table.catalog, table.database, table.name
    condition = checked_predicate(spark, table, predicate, option)
    if catalog_predicate:
        found: Iterable[Entity] = catalog.partitions(database, name, catalog_predicate)
    elif condition:
        found = catalog.narrowed(database, name, [condition])
    else:
        found = catalog.partitions(database, name)
    partitions = list(found)
    return _selected(spark, table, partitions, condition, option) if condition else partitions


def checked_predicate(spark: SparkSession, table: Table, predicate: object, option: str = PREDICATE) -> str:
    """Return a condition on the partition keys of a table; an empty one, blanks or None, is none.

    Raises:
        OptionError: It is none, or is of other columns.
    """
    if predicate is not None and not isinstance(predicate, str):
        raise OptionError(option, predicate, "expected a condition of Spark SQL, as a text")
    condition = (predicate or "").strip()
    keys = table.keys.names
    for name in _names(spark, condition, option) if condition else ():
        if name.lower() not in keys:
            near = difflib.get_close_matches(name.lower(), keys, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            known = f"{name!r} is no partition key of {table.title}, these are: {', '.join(keys)}{hint}"
            raise OptionError(option, condition, known + _shown(condition, condition.lower().find(name.lower())))
    return condition


def _names(spark: SparkSession, predicate: str, option: str) -> list[str]:
    """Return the names of columns in a condition."""
    jvm: Any = spark.sparkContext._jvm
    try:
        return list(filter(None, jvm.localglue.Partitions.names(predicate).split("\n")))
    except ParseException as error:
        raise OptionError(option, predicate, f"it is no condition of Spark SQL:{error}") from None
    except IllegalArgumentException as error:
        word = str(error).partition("\n")[0]
        place = predicate.lower().rfind(word.lower())
        raise OptionError(option, predicate, f"nothing is said behind {word!r}" + _shown(predicate, place)) from None


def _shown(predicate: str, place: int) -> str:
    """Return the condition with a mark under a place of it."""
    return f"\n  {predicate}\n  {' ' * place}^"


def _selected(
    spark: SparkSession, table: Table, partitions: Sequence[Entity], predicate: str, option: str
) -> list[Entity]:
    rows = _where(_rows(spark, table, partitions), table, predicate, option)
    return [partitions[int(row[0])] for row in rows.select(quoted(_NUMBER)).collect()]


def _where(rows: DataFrame, table: Table, predicate: str, option: str) -> DataFrame:
    try:
        return rows.where(predicate)
    except AnalysisException as error:
        why = str(error).partition("\n")[0].partition(";")[0]
        raise OptionError(option, predicate, f"it is no condition on {table.title}: {why}") from None


def _rows(spark: SparkSession, table: Table, partitions: Sequence[Entity]) -> DataFrame:
    """Return the typed values of partitions, and their numbers; Spark needs no job to look at them."""
    names = [*table.keys.names, _NUMBER]
    texts = StructType([StructField(name, StringType()) for name in names])
    lines = "\n".join(join_line(*partition["Values"], str(n)) for n, partition in enumerate(partitions))
    jvm: Any = spark.sparkContext._jvm
    rows = DataFrame(jvm.localglue.Partitions.rows(spark._jsparkSession, java_type(texts), lines), spark)
    typed = [f"try_cast({quoted(k.name)} AS {sql_type(spark_type(k.type))}) AS {quoted(k.name)}" for k in table.keys]
    return rows.selectExpr(*typed, quoted(_NUMBER))
