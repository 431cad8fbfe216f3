"""What scripts may hand to the functions of this package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from pyspark.sql import SparkSession, SQLContext

Context: TypeAlias = SQLContext | SparkSession
"""A GlueContext, or a SparkSession in its place."""

Paths: TypeAlias = str | Sequence[str]
"""One path or several."""

Mappings: TypeAlias = tuple[str, ...] | Iterable[tuple[str, ...]]
"""One mapping or several."""

Specs: TypeAlias = tuple[str, str] | Iterable[tuple[str, str]]
"""One pair of a path and an action, or several."""

Comparisons: TypeAlias = Mapping[str, Mapping[str, Any]]
"""For each path, values by comparison operator."""

Options: TypeAlias = Mapping[str, Any]
"""Options by name."""

Predicate: TypeAlias = Callable[[Any], Any]
"""From a record to whether it is kept."""

RecordFunction: TypeAlias = Callable[[Any], Any]
"""From a record to the one that takes its place."""

PartitionFunction: TypeAlias = Callable[[int, Any], Any]
"""From a partition's number and its records to those that take their place."""

FrameFunction: TypeAlias = Callable[[Any, str], Any]
"""From a DynamicFrame and its context to what takes its place."""
