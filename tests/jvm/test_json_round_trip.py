"""Whatever JSON holds comes back from folding it, reading it by the folded schema and writing it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.frame.types import Choice, Field, Struct, Type
from tests.jvm.json_records import random_record, read_back, schema_of, spelled, typed
from tests.jvm.source_files import divided, tasks_of, whole


@pytest.mark.parametrize("seed", range(4))
def test_random_records_come_back_as_they_were(spark: SparkSession, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    records = [random_record(chance) for _ in range(300)]
    tasks = tasks_of(spark, tmp_path, "\n".join(spelled(record, chance) for record in records))
    assert typed(read_back(spark, tasks)) == typed(records)


@pytest.mark.parametrize("seed", range(4))
def test_a_field_is_said_to_be_absent_or_null_only_where_a_record_shows_it(
    spark: SparkSession, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    records = [random_record(chance) for _ in range(20)]
    tasks = tasks_of(spark, tmp_path, *(json.dumps(record) for record in records))
    check_struct(schema_of(spark, tasks), records)


def test_a_file_read_in_pieces_gives_each_record_once_and_the_same_schema(spark: SparkSession, tmp_path: Path) -> None:
    chance = random.Random(5)
    records = [{"n": n, **random_record(chance)} for n in range(200)]
    path = tmp_path / "x.json"
    path.write_text("\n".join(spelled(record, chance) for record in records))
    schema = schema_of(spark, whole(path))
    for pieces in (2, 7, 500):
        tasks = divided(path, pieces)
        assert schema_of(spark, tasks) == schema
        assert typed(read_back(spark, tasks, schema)) == typed(records)


def check_struct(type_: Struct, values: list[dict[str, Any]]) -> None:
    """Compare a struct's fields with the values that it was folded from."""
    names = list(dict.fromkeys(name for value in values for name in value))
    assert type_.names == names
    for field in type_:
        check_field(field, values)


def check_field(field: Field, values: list[dict[str, Any]]) -> None:
    found = [value[field.name] for value in values if field.name in value]
    assert field.absent == (len(found) < len(values)), field
    assert field.null == (None in found), field
    check_structs(field.type, found)


def check_structs(type_: Type, values: list[Any]) -> None:
    options = type_.options if isinstance(type_, Choice) else (type_,)
    for option in options:
        if isinstance(option, Struct):
            check_struct(option, [value for value in values if isinstance(value, dict)])
