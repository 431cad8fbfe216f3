"""Numbers for the arrays of a frame: 1, 2, 3 and so on, in the order of the records.

They are made in the JVM while the rows pass by. Where the rows are in several partitions, the first action counts the
arrays of each, once for all frames that are numbered alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyspark import SparkContext
from pyspark.sql import Column, DataFrame

from etl.jvm.classes import ensure_loaded
from etl.jvm.columns import from_expression


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

    def __init__(self, df: DataFrame, arrays: Sequence[ArrayPath], before: Sequence[int] = ()) -> None:
        """Make them for a DataFrame whose columns are `arrays`, in their order.

        Args:
            df: The rows.
            arrays: The arrays in them.
            before: By place the numbers that are given already, if `last` is to tell how far this goes on.
        """
        self._classes = _classes(df)
        trees = [self._tree(array) for array in arrays]
        self._starts = self._classes.ArrayStarts(_query(df), trees, sum(map(_size, arrays)), list(before))

    def of_each(self, place: int) -> Column:
        """Return the numbers of the arrays at a place, for rows that each have one.

        The column belongs to rows in the partitions of the counted ones, and must be one of those of `counted`.
        """
        return from_expression(self._classes.ArrayNumber.ofEach(self._starts, place))

    def of_next(self, place: int) -> Column:
        """Return the same for rows that may lack one: the column must be looked at in those only that have it."""
        return from_expression(self._classes.ArrayNumber.ofNext(self._starts, place))

    def last(self) -> Sequence[int]:
        """Return by place the last number that was given; nothing while none was."""
        return list(self._starts.last() or ())

    def counted(self, df: DataFrame, numbers: Sequence[str]) -> DataFrame:
        """Return `df`, for whose columns `numbers` the arrays are counted when a query needs one of them.

        What does it is a branch without rows, which Spark plans with the query.
        """
        session = df.sparkSession._jsparkSession
        starts = self._classes.StartsRelation(session.sqlContext(), df._jdf.schema(), list(numbers), self._starts)
        return df.union(DataFrame(session.baseRelationToDataFrame(starts), df.sparkSession))

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
    held = classes.HeldRelation(df.sparkSession._jsparkSession.sqlContext(), _query(df))
    return DataFrame(df.sparkSession._jsparkSession.baseRelationToDataFrame(held), df.sparkSession)


def _size(array: ArrayPath) -> int:
    return 1 + sum(map(_size, array.inner))


def _query(df: DataFrame) -> Any:
    return df._jdf.queryExecution()


def _classes(df: DataFrame) -> Any:
    ensure_loaded(df.sparkSession.sparkContext)
    jvm: Any = SparkContext._jvm
    return jvm.localglue
