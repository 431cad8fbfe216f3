"""Numbers for the arrays of a frame: 1, 2, 3 and so on, in the order of the records.

They are made in the JVM while the rows pass by. Where the rows are in several partitions, the first action counts the
arrays of each, once for all frames that are numbered alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyspark import SparkContext
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import LongType

from etl.jvm.classes import ensure_loaded
from etl.jvm.columns import invoke


@dataclass(frozen=True)
class ArrayPath:
    """An array in a row and the arrays in its elements.

    Attributes:
        place: Its place in the counts.
        path: The structs between what holds it and the array: of each the number of its fields, and which leads on.
        inner: The arrays that its elements hold.
    """

    place: int
    path: tuple[int, ...]
    inner: tuple[ArrayPath, ...]


class ArrayNumbers:
    """The numbers of all arrays in the rows of a DataFrame."""

    def __init__(self, df: DataFrame, arrays: Sequence[ArrayPath]) -> None:
        """Make them for a DataFrame whose columns are `arrays`, in their order."""
        self._classes = _classes(df)
        trees = [self._tree(array) for array in arrays]
        self._starts = self._classes.ArrayStarts(_query(df), trees, sum(map(_size, arrays)))

    def first_of_partition(self, place: int) -> Column:
        """Return the number of the first array of a row's partition; what has it must pass through `numbered`."""
        start = self._classes.ArrayStart(self._starts, place)
        return invoke(start, "before", LongType(), F.spark_partition_id()) + F.lit(1)

    def numbered(self, df: DataFrame, flags: Mapping[str, int], number: str | None = None) -> DataFrame:
        """Return a DataFrame with numbers in the place of flags; its partitions must be those of the counted one.

        Args:
            df: The rows.
            flags: Columns of longs, 0 for each row that has an array, by the place of the array; other values stay.
            number: The column that was made with `first_of_partition`, if there is one.
        """
        session = df.sparkSession._jsparkSession
        sql = session.sqlContext()
        if flags:
            numbered = self._classes.NumberedRelation(sql, _query(df), dict(flags), number, self._starts)
            return _table(df, numbered)
        # A branch without rows, which is planned with the query and has the arrays counted: nothing is copied.
        return df.union(_table(df, self._classes.StartsRelation(sql, df._jdf.schema(), number, self._starts)))

    def _tree(self, array: ArrayPath) -> Any:
        inner = [self._tree(child) for child in array.inner]
        return self._classes.ArrayTree(array.place, list(array.path), inner)


def repeatable(df: DataFrame) -> DataFrame:
    """Return a DataFrame whose rows are the same, in the same order and partitions, each time that they are needed.

    That is `df` itself, if it is read from files, say. The rows of a join, of a Python function or of a database are
    kept in memory and on disk from the first action on, until no frame needs them any more.
    """
    classes = _classes(df)
    if classes.Repeatable.holds(_query(df)):
        return df
    return _table(df, classes.HeldRelation(df.sparkSession._jsparkSession.sqlContext(), _query(df)))


def _table(df: DataFrame, relation: Any) -> DataFrame:
    return DataFrame(df.sparkSession._jsparkSession.baseRelationToDataFrame(relation), df.sparkSession)


def _size(array: ArrayPath) -> int:
    return 1 + sum(map(_size, array.inner))


def _query(df: DataFrame) -> Any:
    return df._jdf.queryExecution()


def _classes(df: DataFrame) -> Any:
    ensure_loaded(df.sparkSession.sparkContext)
    jvm: Any = SparkContext._jvm
    return jvm.localglue
