"""Columns made of Java objects, alike on Spark 3.5 and 4."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyspark import SparkContext
from pyspark.sql import Column
from pyspark.sql.types import DataType


def invoke(obj: Any, method: str, returns: DataType, *columns: Column, deterministic: bool = True) -> Column:
    """Return the column that `obj.method(columns…)` gives for each row; null where any of `columns` is null.

    Args:
        obj: A serializable Java object.
        method: The name of one of its public methods, not overloaded, which always gives the same for the same. It
            takes and returns Catalyst's own values: UTF8String, InternalRow, ArrayData, boxed numbers; or returns null.
        returns: The Spark type of what the method returns.
        columns: The arguments.
        deterministic: Whether Spark may call the method several times for one row, or not at all.
    """
    expressions = _jvm().org.apache.spark.sql.catalyst.expressions
    target = getattr(getattr(expressions, "Literal$"), "MODULE$").fromObject(obj)
    arguments = java_seq(to_expression(column) for column in columns)
    call = expressions.objects.Invoke(
        target,
        method,
        java_type(returns),
        arguments,
        java_seq(()),
        True,  # null for null arguments
        True,  # may return null
        deterministic,
    )
    return from_expression(call)


def java_type(type_: DataType) -> Any:
    """Return the JVM's twin of a Spark type."""
    return _jvm().org.apache.spark.sql.types.DataType.fromJson(type_.json())


def java_seq(items: Iterable[Any]) -> Any:
    """Return a Scala Seq of Java objects or plain values."""
    return _jvm().org.apache.spark.api.python.PythonUtils.toSeq(list(items))


def to_expression(column: Column) -> Any:
    """Return the Catalyst expression of a column."""
    java: Any = column._jc
    return _converter().expression(java) if _has_converter() else java.expr()


def from_expression(expression: Any) -> Column:
    """Return the column of a Catalyst expression."""
    classic = _converter().column if _has_converter() else _jvm().org.apache.spark.sql.Column
    return Column(classic(expression))


def _has_converter() -> bool:
    from pyspark import __version__

    return int(__version__.split(".")[0]) >= 4


def _converter() -> Any:
    return _jvm().org.apache.spark.sql.classic.ExpressionUtils


def _jvm() -> Any:
    SparkContext._ensure_initialized()
    return SparkContext._jvm
