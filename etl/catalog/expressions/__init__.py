"""Conditions on partition keys, decided by SQLite: those of Glue's GetPartitions, and what can be told of Spark's."""

from __future__ import annotations

from etl.catalog.expressions.compiling import Condition, exact_condition, possible_condition
from etl.catalog.expressions.keys import NULL_VALUE, Key, keys_of
from etl.catalog.expressions.pushing import pushed_expression

__all__ = ["NULL_VALUE", "Condition", "Key", "exact_condition", "keys_of", "possible_condition", "pushed_expression"]
