"""Where JSON records are in a file: anywhere, as in a stream of tokens."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.errors import ReadError
from etl.jvm.records import fold_json, json_errors
from etl.jvm.sources import Opening
from tests.jvm.json_records import read_back, schema_of
from tests.jvm.source_files import divided, tasks_of

ONE, TWO = {"a": 1}, {"a": 2}


@pytest.mark.parametrize(
    ("content", "records"),
    [
        ("", []),
        (" \n\r\n\t", []),
        ('{"a":1}', [ONE]),
        ('{"a":1}{"a":2}', [ONE, TWO]),
        ('{"a":1}\r\n\r\n{"a":2}\r\n', [ONE, TWO]),
        ('{\n "a":\n 1\n}\n{"a":\n2}', [ONE, TWO]),
        ('[{"a":1},{"a":2}]', [ONE, TWO]),
        ('[\n{"a":1},\n{"a":2}\n]\n', [ONE, TWO]),
        ('[{"a":1}]\n[{"a":2}]', [ONE, TWO]),
        ('[[{"a":1}],[],[{"a":2}]] ', [ONE, TWO]),
        ("[]", []),
        ("{}{}", [{}, {}]),
        ('\ufeff{"a":1}', [ONE]),
        ('{"a":1,"b":2,"a":3}', [{"a": 3, "b": 2}]),
        ('{"a":{"x":1},"b":2,"a":3}', [{"a": 3, "b": 2}]),
        ('{"a":"\\u00e9\\ud83d\\ude00"}', [{"a": "é😀"}]),
        ('{"a":"x\\ud800y"}', [{"a": "x\ufffdy"}]),
        ('{"a":-0}', [{"a": 0}]),
        ('{"a":1e400}', [{"a": "Infinity"}]),
        ('{"a":' + "9" * 39 + "}", [{"a": "9" * 39}]),
        ('{"a":-' + "9" * 38 + "}", [{"a": -int("9" * 38)}]),
    ],
)
def test_records_stand_anywhere(spark: SparkSession, tmp_path: Path, content: str, records: list[Any]) -> None:
    tasks = tasks_of(spark, tmp_path, content)
    assert read_back(spark, tasks) == records
    assert json_errors(spark, tasks).collect() == []


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"]
)
def test_the_encoding_shows_in_the_first_bytes(spark: SparkSession, tmp_path: Path, encoding: str) -> None:
    tasks = tasks_of(spark, tmp_path, '{"a":"é€"}\n{"a":"\U0001f600"}\n'.encode(encoding))
    assert read_back(spark, tasks) == [{"a": "é€"}, {"a": "\U0001f600"}]


@pytest.mark.parametrize(("extension", "pack"), [("json.gz", gzip.compress), ("json.bz2", bz2.compress)])
def test_the_extension_tells_the_compression(spark: SparkSession, tmp_path: Path, extension: str, pack: Any) -> None:
    tasks = tasks_of(spark, tmp_path, pack(b'{"a":1}\n') + pack(b'{"a":2}\n'), b"", extension=extension)
    assert read_back(spark, tasks) == [ONE, TWO]


def test_a_compression_can_be_named(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, gzip.compress(b'{"a":1}'))
    assert fold_json(spark, tasks, Opening("gzip"))["n"] == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (gzip.compress(b'{"a":1}\n' * 1000)[:-20], "the gz data ends early"),
        (b'{"a":1}\n', "this is not gz data"),
        (b"""{"a":"this is plain text"}""", "this is not gz data"),
    ],
)
def test_a_damaged_archive_is_one_clear_error(spark: SparkSession, tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=f"00000.json.gz: {why}"):
        fold_json(spark, tasks_of(spark, tmp_path, data, extension="json.gz"))


def test_a_compression_that_nobody_knows_is_named(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no compression is called zip"):
        fold_json(spark, tasks_of(spark, tmp_path, b"{}"), Opening("zip"))


def test_a_file_that_is_gone_is_named(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, b"{}")
    (tmp_path / "00000.json").unlink()
    with pytest.raises(ReadError, match=r"00000.json: the file is gone"):
        fold_json(spark, tasks)


def test_twelve_levels_and_a_thousand_columns(spark: SparkSession, tmp_path: Path) -> None:
    nested: Any = 1
    for level in range(12):
        nested = {f"level{level}": [nested]}
    wide = {f"column{n}": n for n in range(1000)}
    tasks = tasks_of(spark, tmp_path, json.dumps(nested) + json.dumps(wide))
    assert read_back(spark, tasks) == [nested, wide]


def test_a_file_that_was_cut_since_is_named(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"a":1}\n' * 1000)
    tasks = divided(tmp_path / "x.json", 2)
    (tmp_path / "x.json").write_text('{"a":1}\n')
    with pytest.raises(ReadError, match=r"x.json: the file is shorter than when its folder was listed"):
        fold_json(spark, tasks)


@pytest.mark.parametrize("level", ['{"a":X}', '{"a":[X]}'])
def test_a_hundred_levels(spark: SparkSession, tmp_path: Path, level: str) -> None:
    text = '{"a":X}'
    while text.count("{") + text.count("[") <= 98:
        text = text.replace("X", level)
    text = text.replace("X", "1")
    assert read_back(spark, tasks_of(spark, tmp_path, text)) == [json.loads(text)]


def test_long_strings_and_long_numbers_have_no_limit(spark: SparkSession, tmp_path: Path) -> None:
    record = {"text": "x" * 21_000_000, "number": int("7" * 1500)}
    tasks = tasks_of(spark, tmp_path, f'{{"text":"{record["text"]}","number":{"7" * 1500}}}')
    assert read_back(spark, tasks) == [{"text": record["text"], "number": "7" * 1500}]


def test_fields_stand_in_the_order_in_which_the_files_bring_them(spark: SparkSession, tmp_path: Path) -> None:
    contents = [json.dumps({f"f{n}": n, "last": n}) for n in (3, 1, 2)]
    tasks = [line for task in tasks_of(spark, tmp_path, *contents) for line in task.split("\n")]
    schema = schema_of(spark, tasks)
    assert schema.names == ["f3", "last", "f1", "f2"]
    assert [field.since for field in schema] == [0, 0, 1, 2]
