"""How the values of a CSV record are told apart."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.jvm.csv import CsvLayout
from tests.jvm.csv_records import HEADER, lost, values
from tests.jvm.source_files import divided, tasks_of, whole

BARE = CsvLayout()
ESCAPED = CsvLayout(escape="\\")
MULTI_LINE = CsvLayout(multi_line=True)


@pytest.mark.parametrize(
    ("layout", "content", "expected"),
    [
        (BARE, "a,b\n", [["a", "b"]]),
        (BARE, "a,b", [["a", "b"]]),
        (BARE, "a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        (BARE, "a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        (BARE, "a,,b,\n", [["a", "", "b", ""]]),
        (BARE, ",", [["", ""]]),
        (BARE, '""\n', [[""]]),
        (BARE, " a , b\n", [[" a ", " b"]]),
        (BARE, '"a,b","c""d",""""\n', [["a,b", 'c"d', '"']]),
        (BARE, '"a" ,"b"\t\n', [["a", "b"]]),
        (BARE, 'a"b"c, "d"\n', [['a"b"c', ' "d"']]),
        (BARE, '"a"b,c\n', [['"a"b', "c"]]),
        (BARE, '"a "b" c",d\n', [['"a "b" c"', "d"]]),
        (BARE, 'a,"b,c\nd,e\n', [["a", "b,c"], ["d", "e"]]),
        (BARE, "a\\,b\n", [["a\\", "b"]]),
        (BARE, "é,€\n\U0001f600,\ufeff\n", [["é", "€"], ["\U0001f600", "\ufeff"]]),
        (replace(BARE, separator="\t"), 'a\t"b\tc" \t\t\n', [["a", "b\tc", "", ""]]),
        (replace(BARE, separator="§"), '"a§b"§c\n', [["a§b", "c"]]),
        (replace(BARE, separator=" "), "a b\n\nc d\n", [["a", "b"], ["c", "d"]]),
        (replace(BARE, quote=""), '"a,b"\n', [['"a', 'b"']]),
        (replace(BARE, quote="'"), "'a,b','c''d',\"e\"\n", [["a,b", "c'd", '"e"']]),
        (ESCAPED, 'a\\,b,"c\\"d",\\"e\n', [["a,b", 'c"d', '"e']]),
        (ESCAPED, "a\\nb,\\r\\t,\\\\,\\x\n", [["a\nb", "\r\t", "\\", "x"]]),
        (ESCAPED, 'a,b\\\nc,"d\\\ne,f\\', [["a", "b\\"], ["c", "d\\"], ["e", "f\\"]]),
        (replace(BARE, escape='"'), '"a""b"\n', [['a"b']]),
        (MULTI_LINE, '"a\nb","c\r\nd"\ne,f\n', [["a\nb", "c\r\nd"], ["e", "f"]]),
        (MULTI_LINE, '"a\n""b"\n', [['a\n"b']]),
        (replace(MULTI_LINE, escape="\\"), '"a\\\nb"\n', [["a\nb"]]),
    ],
)
def test_values(
    spark: SparkSession, tmp_path: Path, layout: CsvLayout, content: str, expected: list[list[str]]
) -> None:
    tasks = tasks_of(spark, tmp_path, content, extension="csv")
    width = max(map(len, expected))
    padded = [[*row, *[None] * (width - len(row))] for row in expected]
    assert values(spark, tasks, layout) == padded
    assert lost(spark, tasks, layout) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_pythons_writer_wrote_is_read(spark: SparkSession, tmp_path: Path, seed: int, end: str) -> None:
    chance = random.Random(seed)
    rows = [[random_text(chance, '",\n\r x€') for _ in range(4)] for _ in range(200)]
    tasks = tasks_of(spark, tmp_path, written(rows, end), extension="csv")
    assert values(spark, tasks, MULTI_LINE) == rows


def test_a_file_read_in_pieces_gives_each_line_once(spark: SparkSession, tmp_path: Path) -> None:
    chance = random.Random(7)
    rows = [[str(n), *(random_text(chance, '", x€') for _ in range(3))] for n in range(300)]
    path = tmp_path / "x.csv"
    path.write_text(written([["n", "a", "b", "c"], *rows], "\n"), newline="")
    assert values(spark, whole(path)) == rows
    for pieces in (2, 9, 1000):
        assert values(spark, divided(path, pieces)) == rows


def random_text(chance: random.Random, letters: str) -> str:
    return "".join(chance.choices(letters, k=chance.randrange(6)))


def written(rows: list[list[str]], end: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def test_only_the_wanted_columns_are_made(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "a,b,c\n1,2,3\n", extension="csv")
    assert values(spark, tasks, HEADER, "c", "x", "a") == [["3", None, "1"]]
