"""What is no JSON record is an error record with its text, and the records around it are read."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.jvm.records import fold_json, json_errors
from tests.jvm.json_records import random_record, read_back, schema_of
from tests.jvm.source_files import tasks_of

ONE, TWO, THREE = {"a": 1}, {"a": 2}, {"a": 3}


def inputs(spark: SparkSession, tasks: list[str]) -> list[str]:
    return [row.input for row in json_errors(spark, tasks).collect()]


@pytest.mark.parametrize(
    ("content", "records", "lost"),
    [
        ('{"a":1}\n{"a":x}\n{"a":2}', [ONE, TWO], ['{"a":x}']),
        ('{"a":1}\n{"a":x}', [ONE], ['{"a":x}']),
        ('{"a":1}{"a":x} {"a":2}\n{"a":3}', [ONE, THREE], ['{"a":x} {"a":2}']),
        ('{"a":1\n{"a":2}\n{"a":3}', [THREE], ['{"a":1\n{"a":2}']),
        ('{"a":"x\n{"a":2}\n', [TWO], ['{"a":"x']),
        ('{"a":1}\n{"a":', [ONE], ['{"a":']),
        ("garbage\nmore garbage\n" + '{"a":1}', [ONE], ["garbage", "more garbage"]),
        ('{"a":1},\n{"a":2},\n', [ONE, TWO], [",", ","]),
        ('{"a":1}\n7\n"text"\nnull\ntrue\n{"a":2}', [ONE, TWO], ["7", '"text"', "null", "true"]),
        ('{"a":NaN}\n{"a":1}', [ONE], ['{"a":NaN}']),
        ('{"a":01}\n{"a":1}', [ONE], ['{"a":01}']),
        ("{'a':1}\n" + '{"a":1}', [ONE], ["{'a':1}"]),
        ('[{"a":1},\n{"a":x},\n{"a":2}\n]\n', [ONE, TWO], ['{"a":x},']),
        ('[{"a":1}\n,{"a":x}\n,{"a":2}\n]\n', [ONE, TWO], [',{"a":x}']),
        ('[{"a":x}]\n[{"a":1}]\n[{"a":2}]', [ONE, TWO], ['{"a":x}]']),
        ('[{"a":1},\n5,\n{"a":2}]', [ONE, TWO], ["5"]),
        ('[{"a":1},{"a":2}\n', [ONE, TWO], [""]),
        ("]\n" + '{"a":1}', [ONE], ["]"]),
    ],
)
def test_what_cannot_be_read_is_an_error_and_the_rest_is_read(
    spark: SparkSession, tmp_path: Path, content: str, records: list[Any], lost: list[str]
) -> None:
    tasks = tasks_of(spark, tmp_path, content)
    assert read_back(spark, tasks) == records
    assert [text.lstrip(", \n") for text in inputs(spark, tasks)] == [text.lstrip(", \n") for text in lost]


def test_an_error_tells_what_is_wrong_and_where(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, '{"a":1}\n{"a" 2}\n{"a":3}')
    (error,) = json_errors(spark, tasks).collect()
    assert error.msg == "Unexpected character ('2' (code 50)): was expecting a colon to separate field name and value"
    assert error.input == '{"a" 2}'
    assert error.bytesread == 14
    assert error.source.endswith("00000.json")


def test_a_broken_record_leaves_no_trace_in_the_schema(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, '{"z":{"y":1},"b":[true],"a":"text"!}\n{"a":1,"z":{"x":2}}\n{"b":[]}')
    assert fold_json(spark, tasks)["f"]["a"]["k"] == 4
    assert schema_of(spark, tasks).names == ["a", "z", "b"]
    assert read_back(spark, tasks) == [{"a": 1, "z": {"x": 2}}, {"b": []}]


def test_nesting_beyond_100_levels_is_an_error(spark: SparkSession, tmp_path: Path) -> None:
    deep = '{"a":' * 101 + "1" + "}" * 101
    tasks = tasks_of(spark, tmp_path, deep + '\n{"a":1}')
    assert read_back(spark, tasks) == [ONE]
    assert inputs(spark, tasks) == [deep]


def test_a_long_broken_record_is_shown_in_part(spark: SparkSession, tmp_path: Path) -> None:
    broken = '{"a":"' + "long " * 40_000 + '"!}'
    tasks = tasks_of(spark, tmp_path, '{"a":1}\n' + broken + '\n{"a":2}')
    assert read_back(spark, tasks) == [ONE, TWO]
    assert inputs(spark, tasks) == [broken[:65536].strip()]


@pytest.mark.parametrize("seed", range(3))
def test_a_binary_file_is_errors_only(spark: SparkSession, tmp_path: Path, seed: int) -> None:
    tasks = tasks_of(spark, tmp_path, random.Random(seed).randbytes(50_000))
    assert fold_json(spark, tasks)["n"] == 0
    assert inputs(spark, tasks)


def test_invalid_utf8_is_an_error(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, b'{"a":"caf\xe9"}\n{"a":1}')
    assert read_back(spark, tasks) == [ONE]
    assert inputs(spark, tasks) == ['{"a":"caf\ufffd"}']


@pytest.mark.parametrize("seed", range(3))
def test_every_line_is_either_read_or_shown(spark: SparkSession, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    lines = [json.dumps({"n": n, **random_record(chance, 1)}, ensure_ascii=False) for n in range(300)]
    for n in chance.sample(range(300), 60):
        cut = chance.randrange(len(lines[n]))
        lines[n] = lines[n][:cut] + chance.choice(["", "!"]) + lines[n][cut + 1 :]
    tasks = tasks_of(spark, tmp_path, "\n".join(lines))
    read = read_back(spark, tasks)
    shown = squeezed("".join(inputs(spark, tasks)))
    assert [line for line in lines if squeezed(line) not in shown and parsed(line) not in read] == []


def squeezed(text: str) -> str:
    return "".join(text.split())


def parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None
