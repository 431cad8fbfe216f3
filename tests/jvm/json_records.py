"""Random JSON records, and what comes back of records that are folded, read and written again."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from etl.frame.fold import struct_of
from etl.frame.physical import quoted
from etl.frame.types import Struct
from etl.jvm.records import fold_json, read_json, record_text

_NAMES = ("id", "a", "b", "name", "ID", "x.y", "caf\u00e9", "wei rd`'\"\\", "")
_LEAVES = (
    None, True, False, 0, -7, 2**31 - 1, 2**31, -(2**63), 2**63, 10**37, 1.5, -0.25, 1e300, 3.0, "", "text",
    "\u20ac \U0001f600", 'quote " \\ \n \t \u0001', "12", "null",
)  # fmt: skip


def random_record(chance: random.Random, depth: int = 3) -> dict[str, Any]:
    """Return a record of up to six fields in any order, with values of every kind."""
    names = chance.sample(_NAMES, chance.randrange(6))
    return {name: random_value(chance, depth) for name in names}


def random_value(chance: random.Random, depth: int) -> Any:
    kind = chance.random()
    if depth and kind < 0.2:
        return random_record(chance, depth - 1)
    if depth and kind < 0.4:
        return [random_value(chance, depth - 1) for _ in range(chance.randrange(4))]
    return chance.choice(_LEAVES)


def spelled(record: dict[str, Any], chance: random.Random) -> str:
    """Return a record as JSON on one line or on several."""
    return json.dumps(record, indent=chance.choice([None, None, 1]), ensure_ascii=chance.random() < 0.5)


def schema_of(spark: SparkSession, tasks: list[str]) -> Struct:
    return struct_of(fold_json(spark, tasks))


def read_back(spark: SparkSession, tasks: list[str], schema: Struct | None = None) -> list[dict[str, Any]]:
    """Return the records of the tasks as they are written after they were read with `schema`, or with their own."""
    return [json.loads(text) for text in texts(spark, tasks, schema or schema_of(spark, tasks))]


def texts(spark: SparkSession, tasks: list[str], schema: Struct, style: Any = "compact") -> list[str]:
    columns = [F.col(quoted(field.column)) for field in schema]
    write = record_text(spark, schema, style)
    return [row[0] for row in read_json(spark, tasks, schema).select(write(F.struct(*columns))).collect()]


def typed(value: Any) -> Any:
    """Return a value that equals another one only if their types are the same at every depth."""
    if isinstance(value, dict):
        return {name: typed(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [typed(inner) for inner in value]
    return type(value).__name__, value
