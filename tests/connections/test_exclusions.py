"""Patterns of files to leave out, as Glue's documentation shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.connections import read_frame
from etl.errors import OptionError
from etl.storage.globs import patterns, without
from etl.storage.listing import FileInfo

ROOT = "s3://mybucket/myfolder/"
FILES = ["departments/finance.json", "departments/market-us.json", "departments/market-emea.json", "employees/hr.csv",
         "employees/old/hr.csv", "employees/.dot", "top.csv"]  # fmt: skip


def kept(*excluded: str, files: list[str] = FILES) -> list[str]:
    infos = [FileInfo(ROOT + name, 1, 0) for name in files]
    left = without(infos, patterns("exclusions", list(excluded)), [ROOT])
    return [info.path.removeprefix(ROOT) for info in left]


@pytest.mark.parametrize(
    ("pattern", "gone"),
    [
        ("departments/**", FILES[:3]),
        ("departments/market*", FILES[1:3]),
        ("**.csv", [FILES[3], FILES[4], FILES[6]]),
        ("employees/*.csv", [FILES[3]]),
        ("*.csv", [FILES[6]]),
        ("employees/*", [FILES[3], FILES[5]]),
        ("employees/?dot", [FILES[5]]),
        ("departments/{finance,market-us}.json", FILES[:2]),
        ("departments/[!f]*", FILES[1:3]),
        ("departments/[a-f]*", FILES[:1]),
        ("s3://mybucket/myfolder/departments/**", FILES[:3]),
        (r"top\.csv", [FILES[6]]),
        ("employees[/]hr.csv", []),
        ("", []),
    ],
)
def test_one_pattern(pattern: str, gone: list[str]) -> None:
    assert kept(pattern) == [name for name in FILES if name not in gone]


def test_the_first_week_of_january() -> None:
    days = [f"2015/{month:02}/{day:02}/report.avro" for month in range(1, 13) for day in (1, 7, 8, 10, 28)]
    left = kept("2015/01/{[!0],0[8-9]}**", "2015/0[2-9]/**", "2015/1[0-2]/**", files=days)
    assert left == ["2015/01/01/report.avro", "2015/01/07/report.avro"]


def test_a_comma_outside_of_braces_is_a_comma() -> None:
    assert kept("a,b", files=["a,b", "a"]) == ["a"]


@pytest.mark.parametrize("value", ["**.pdf", '{"a": 1}', "[1]", ["a{b"], 5])
def test_what_is_no_list_of_patterns(value: object) -> None:
    with pytest.raises(OptionError, match="exclusions"):
        patterns("exclusions", value)


def test_reading_without_them(spark: SparkSession, tmp_path: Path) -> None:
    for name in ("a.json", "b.json", "sub/c.tmp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f'{{"name": "{name}"}}')
    options = {"paths": [str(tmp_path)], "recurse": True, "exclusions": '["**.tmp", "b*"]'}
    assert [row["name"] for row in read_frame(spark, "s3", options, "json").df.collect()] == ["a.json"]
