"""CSV files with and without headers, and what in them is no record."""

from __future__ import annotations

import gzip
import random
from dataclasses import replace
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.errors import ReadError
from etl.frame.types import INT, STRING, Choice, Field, Struct
from etl.jvm.csv import CsvLayout, csv_errors, fold_csv, read_csv
from tests.jvm.csv_records import HEADER, lost, strings, values
from tests.jvm.source_files import divided, tasks_of

BARE = CsvLayout()


def test_each_file_is_read_by_its_own_header(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "a,b\n1,2\n", "c,a\n3,4\n", "b\n5\n", extension="csv")
    assert fold_csv(spark, tasks, HEADER) == ["a", "b", "c"]
    assert values(spark, tasks) == [["1", "2", None], ["4", None, "3"], [None, "5", None]]


def test_names_are_trimmed_and_values_are_not(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, '\ufeff"a ", b\t,\n 1 ,2\t,3\n', extension="csv")
    assert fold_csv(spark, tasks, HEADER) == ["a", "b", ""]
    assert values(spark, tasks) == [[" 1 ", "2\t", "3"]]


def test_of_columns_of_the_same_name_the_last_one_counts(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "a,b,a\n1,2,3\n4,5\n", extension="csv")
    assert values(spark, tasks) == [["3", "2"], ["4", "5"]]


def test_without_header_the_longest_record_tells_the_columns(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "a\nb,c,d\n", "e,f\n", extension="csv")
    assert fold_csv(spark, tasks, BARE) == ["col0", "col1", "col2"]
    assert values(spark, tasks, BARE) == [["a", None, None], ["b", "c", "d"], ["e", "f", None]]
    assert lost(spark, tasks, BARE) == []


@pytest.mark.parametrize(("header", "expected"), [(True, [["3"]]), (False, [["2"], ["3"]])])
def test_the_first_record_can_be_passed_over(
    spark: SparkSession, tmp_path: Path, header: bool, expected: list[list[str]]
) -> None:
    tasks = tasks_of(spark, tmp_path, "a\n2\n3\n", extension="csv")
    assert values(spark, tasks, CsvLayout(header=header, skip_first=True)) == expected


def test_names_without_case(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "Id,NAME\n1,x\n", extension="csv")
    read = read_csv(spark, tasks, strings("id", "name"), HEADER, case_sensitive=False)
    assert [tuple(row) for row in read.collect()] == [("1", "x")]


def test_a_value_under_another_type_is_null(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "a,b\n1,2\n", extension="csv")
    schema = Struct((Field("a", INT), Field("b", Choice((INT, STRING)))))
    assert read_csv(spark, tasks, schema, HEADER).first() == (None, (None, "2"))


@pytest.mark.parametrize("layout", [HEADER, BARE, replace(HEADER, multi_line=True)])
@pytest.mark.parametrize("content", ["", "\n\n", "  \n\r\n", "\ufeff"])
def test_a_file_of_nothing_has_no_columns(spark: SparkSession, tmp_path: Path, layout: CsvLayout, content: str) -> None:
    tasks = tasks_of(spark, tmp_path, content, extension="csv")
    assert fold_csv(spark, tasks, layout) == []
    assert lost(spark, tasks, layout) == []


def test_a_header_alone_is_no_record(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "a,b", "a,b\n\n \n", extension="csv")
    assert fold_csv(spark, tasks, HEADER) == ["a", "b"]
    assert values(spark, tasks) == []


def test_a_record_longer_than_its_header_is_an_error(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, 'a,b\n1,2\n"3",4,5\n6\n', extension="csv")
    assert values(spark, tasks) == [["1", "2"], ["6", None]]
    (error,) = csv_errors(spark, tasks, HEADER).collect()
    assert error.msg == "the record has 3 values, and the header 2"
    assert error.input == '"3",4,5'
    assert error.bytesread == 16
    assert error.source.endswith("00000.csv")


def test_a_quote_that_is_never_closed_costs_one_line(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, 'a,b\n1,"2\n3,4\n5,6', extension="csv")
    layout = replace(HEADER, multi_line=True)
    assert values(spark, tasks, layout) == [["3", "4"], ["5", "6"]]
    assert lost(spark, tasks, layout) == [("a quote is opened and never closed", '1,"2')]


def test_a_line_without_end_costs_itself_alone(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "a\n" + "x" * 34_000_000 + "\n1\n", extension="csv")
    assert values(spark, tasks) == [["1"]]
    ((message, text),) = lost(spark, tasks)
    assert message.startswith("the record is longer than 33554432 bytes")
    assert len(text) == 65536


@pytest.mark.parametrize("layout", [HEADER, BARE, replace(HEADER, multi_line=True)])
def test_a_binary_file_is_one_error(spark: SparkSession, tmp_path: Path, layout: CsvLayout) -> None:
    (tmp_path / "x.csv").write_bytes(random.Random(1).randbytes(300_000))
    tasks = divided(tmp_path / "x.csv", 3)
    assert fold_csv(spark, tasks, layout) == []
    assert values(spark, tasks, layout, "a") == []
    ((message, _),) = lost(spark, tasks, layout)
    assert message.startswith("this is no text")


def test_text_of_another_encoding_stays_readable(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, "a\ncafé\n".encode("latin-1"), "a\ncafé\n".encode("utf-16"), extension="csv")
    assert values(spark, tasks) == [["café"]]


def test_archives(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, gzip.compress(b"a\n1\n"), extension="csv.gz")
    assert values(spark, tasks) == [["1"]]
    tasks = tasks_of(spark, tmp_path, gzip.compress(b"a\n1\n" * 1000)[:-9], extension="csv.gz")
    with pytest.raises(ReadError, match="the gz data ends early"):
        fold_csv(spark, tasks, BARE)
