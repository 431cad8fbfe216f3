"""CSV as it is read."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.connections import read_dataframe
from etl.errors import EtlWarning, OptionError, ReadError, UnsupportedFeatureError
from etl.frame.frame import Frame
from tests.formats.reading import jobs, read, rows, write


def frame_of(spark: SparkSession, tmp_path: Path, text: str, **options: Any) -> Frame:
    (tmp_path / "in.csv").write_text(text)
    return read(spark, tmp_path / "in.csv", "csv", **options)


def test_every_value_is_a_string_and_names_are_trimmed(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, "Provider Id, Zip Code ,\n1,007,\n2,,x\n", withHeader=True)
    assert frame.schema_text().split("\n")[1:] == ["|-- Provider Id: string", "|-- Zip Code: string", "|-- : string"]
    assert rows(frame) == [
        {"Provider Id": "1", "Zip Code": "007", "": ""}, {"Provider Id": "2", "Zip Code": "", "": "x"},
    ]  # fmt: skip


def test_without_a_header_columns_are_numbered(spark: SparkSession, tmp_path: Path) -> None:
    assert rows(frame_of(spark, tmp_path, "a,1\nb,2,3\n")) == [
        {"col0": "a", "col1": "1", "col2": None}, {"col0": "b", "col1": "2", "col2": "3"},
    ]  # fmt: skip


def test_nothing_is_read_before_it_is_needed(spark: SparkSession, tmp_path: Path) -> None:
    before = jobs(spark)
    frame = frame_of(spark, tmp_path, "a\n1\n", withHeader="true")
    assert jobs(spark) == before
    assert frame.schema.names == ["a"]


def test_separator_quotes_and_escapes(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, "a|'b|c'|d\\|e\n", separator="|", quoteChar="'", escaper="\\")
    assert rows(frame) == [{"col0": "a", "col1": "b|c", "col2": "d|e"}]
    assert rows(frame_of(spark, tmp_path, '"a";b""\n', separator=";", quoteChar=-1)) == [{"col0": '"a"', "col1": 'b""'}]


def test_doubled_quotes(spark: SparkSession, tmp_path: Path) -> None:
    assert rows(frame_of(spark, tmp_path, '"say ""a,b""",x\n')) == [{"col0": 'say "a,b"', "col1": "x"}]


@pytest.mark.parametrize("option", ["multiLine", "multiline"])
def test_quoted_values_of_several_lines(spark: SparkSession, tmp_path: Path, option: str) -> None:
    frame = frame_of(spark, tmp_path, 'a,b\n1,"x\ny"\n', withHeader=True, **{option: True})
    assert rows(frame) == [{"a": "1", "b": "x\ny"}]


def test_the_first_line_may_be_passed_over(spark: SparkSession, tmp_path: Path) -> None:
    assert rows(frame_of(spark, tmp_path, "junk\n1\n2\n", skipFirst=True)) == [{"col0": "1"}, {"col0": "2"}]


def test_each_file_has_its_own_header(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.csv").write_text("a,b\n1,2\n")
    (tmp_path / "in" / "2.csv").write_text("b,c,a\n3,4,5\n")
    (tmp_path / "in" / "3.csv").touch()
    frame = read(spark, tmp_path / "in", "csv", withHeader=True)
    assert frame.schema.names == ["a", "b", "c"]
    assert rows(frame) == [{"a": "1", "b": "2", "c": None}, {"a": "5", "b": "3", "c": "4"}]


def test_ragged_lines(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, "a,b\n1\n2,3,4\n5,6\n", withHeader=True)
    assert rows(frame) == [{"a": "1", "b": None}, {"a": "5", "b": "6"}]
    assert frame.errors_count() == 1


def test_a_binary_file_named_csv(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(b"PAR1\x00\x01\xff\xfe,\x80\n\x00\x00,\xff\n")
    frame = read(spark, tmp_path / "bad.csv", "csv")
    assert rows(frame) == []
    assert frame.errors_count() >= 1


def test_gzip_whole_and_cut_off(spark: SparkSession, tmp_path: Path) -> None:
    data = gzip.compress(b"a,b\n" + b"1,2\n" * 5000)
    (tmp_path / "whole.csv.gz").write_bytes(data)
    (tmp_path / "cut.csv.gz").write_bytes(data[:-20])
    assert read(spark, tmp_path / "whole.csv.gz", "csv", withHeader=True).count() == 5000
    cut = read(spark, tmp_path / "cut.csv.gz", "csv", withHeader=True)
    for action in (
        cut.count,
        lambda: cut.show_text(9999),
        cut.errors_count,
        lambda: write(cut, tmp_path / "o", "json"),
    ):
        with pytest.raises(ReadError, match=r"cut\.csv\.gz: the gz data ends early"):
            action()


def test_empty_files_and_headers_alone(spark: SparkSession, tmp_path: Path) -> None:
    assert rows(frame_of(spark, tmp_path, "", withHeader=True)) == []
    frame = frame_of(spark, tmp_path, "a,b\n", withHeader=True)
    assert (frame.schema.names, rows(frame)) == (["a", "b"], [])


def test_names_that_differ_only_in_case_and_that_come_twice(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, "id,ID,x,x\n1,2,3,4\n", withHeader=True)
    assert frame.schema.names == ["id", "ID", "x"]
    assert [tuple(row) for row in frame.df.collect()] == [("1", "2", "4")]


def test_the_faster_reader_makes_no_error_records(spark: SparkSession, tmp_path: Path) -> None:
    assert rows(frame_of(spark, tmp_path, "a\n1\n", withHeader=True, optimizePerformance=True)) == [{"a": "1"}]
    frame = frame_of(spark, tmp_path, "a\n1\n2,3\n", withHeader=True, optimizePerformance=True)
    for action in (frame.count, frame.errors_count):
        with pytest.raises(ReadError, match=r"in\.csv: a record .* without isFailFast and optimizePerf"):
            action()


@pytest.mark.parametrize("other", [{"multiLine": True}, {"escaper": "\\"}])
def test_the_faster_reader_lacks_some_options(spark: SparkSession, tmp_path: Path, other: dict[str, Any]) -> None:
    frame = frame_of(spark, tmp_path, "a\n1\n2,3\n", withHeader=True, optimizePerformance=True, **other)
    assert (frame.count(), frame.errors_count()) == (1, 1)


def test_what_an_escape_means(spark: SparkSession, tmp_path: Path) -> None:
    text = r'"a\nb\rc\td\0e\xf\\g\"h",i\,j' + "\n"
    assert rows(frame_of(spark, tmp_path, text, escaper="\\")) == [
        {"col0": 'a\nb\rc\td\0exf\\g"h', "col1": "i,j"},
    ]  # fmt: skip


@pytest.mark.parametrize(("option", "value"), [("separator", "||"), ("quoteChar", "''"), ("withHeader", "yes")])
def test_values_that_cannot_be(spark: SparkSession, tmp_path: Path, option: str, value: str) -> None:
    with pytest.raises(OptionError, match=f"{option}: cannot use"):
        frame_of(spark, tmp_path, "a\n", **{option: value})


def test_options_that_are_not_built_or_unknown(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFeatureError, match="withSchema"):
        frame_of(spark, tmp_path, "a\n", withSchema="{}")
    with pytest.warns(EtlWarning, match=r"format_options of csv: 'header' is ignored.*Did you mean 'withHeader'"):
        frame_of(spark, tmp_path, "a\n", header=True)


def test_what_was_written_is_read_again(spark: SparkSession, tmp_path: Path) -> None:
    text = 'a,b\n"x, ""y""",\n é ,"  z"\n'
    frame = frame_of(spark, tmp_path, text, withHeader=True)
    write(frame, tmp_path / "out", "csv")
    assert rows(read(spark, tmp_path / "out", "csv", withHeader=True)) == rows(frame)


def test_dataframes(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("a;b\n1;'x;y'\n")
    options = {"withHeader": True, "separator": ";", "quoteChar": "'"}
    df = read_dataframe(spark, "s3", {"paths": [str(tmp_path / "in.csv")]}, "csv", options)
    assert [row.asDict() for row in df.collect()] == [{"a": "1", "b": "x;y"}]
    with pytest.raises(UnsupportedFeatureError, match="skipFirst of a DataFrame"):
        read_dataframe(spark, "s3", {"paths": [str(tmp_path / "in.csv")]}, "csv", {"skipFirst": True})


@pytest.mark.parametrize("separator", ["\x1f", "\x03", "\b"])
def test_any_character_divides_values(spark: SparkSession, tmp_path: Path, separator: str) -> None:
    lines = [separator.join(("id", "name")), *(separator.join((str(n), "x")) for n in range(100))]
    frame = frame_of(spark, tmp_path, "\n".join(lines), separator=separator, withHeader=True)
    assert (frame.count(), frame.errors_count()) == (100, 0)
    write(frame, tmp_path / "out", "csv", separator=separator)
    assert rows(read(spark, tmp_path / "out", "csv", separator=separator, withHeader=True)) == rows(frame)


@pytest.mark.parametrize("strange", ["a\0b", "\x1b[31m2", "\x07"])
def test_a_control_character_costs_no_record(spark: SparkSession, tmp_path: Path, strange: str) -> None:
    frame = frame_of(spark, tmp_path, f"id,n\n1,{strange}\n2,c\n", withHeader=True)
    assert rows(frame) == [{"id": "1", "n": strange}, {"id": "2", "n": "c"}]


@pytest.mark.parametrize(
    "bytes_", [b"\xe9", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"\xf0\x80\x80\x80", b"\x80"]
)
def test_bytes_that_are_no_text_make_an_error_record(spark: SparkSession, tmp_path: Path, bytes_: bytes) -> None:
    (tmp_path / "in.csv").write_bytes(b"id,n\n1," + bytes_ + "\n2,ü€😀\n".encode())
    frame = read(spark, tmp_path / "in.csv", "csv", withHeader=True)
    assert rows(frame) == [{"id": "2", "n": "ü€😀"}]
    assert frame.errors_count() == 1


def test_a_header_that_is_no_text_makes_the_file_an_error_record(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"caf\xe9,n\n1,2\n")
    frame = read(spark, tmp_path / "in.csv", "csv", withHeader=True)
    assert frame.count() == 0
    assert frame.source is not None
    [error] = frame.source.errors().collect()
    assert "the header cannot be read: its bytes are no UTF-8" in error["msg"]


@pytest.mark.parametrize("options", [{"separator": "\n"}, {"separator": '"'}, {"separator": "|", "escaper": "|"}])
def test_characters_that_could_not_be_told_apart(spark: SparkSession, tmp_path: Path, options: dict[str, str]) -> None:
    with pytest.raises(OptionError, match="separator"):
        frame_of(spark, tmp_path, "a,b\n", **options).count()


def test_no_escaper_may_be_called_none(spark: SparkSession, tmp_path: Path) -> None:
    assert rows(frame_of(spark, tmp_path, "n\\,1\n", escaper="none")) == [{"col0": "n\\", "col1": "1"}]
