"""Logs: lines that match a grok pattern."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.errors import EtlWarning, OptionError
from etl.formats.contract import Input
from etl.formats.grok import GROK
from etl.frame.frame import Frame
from etl.frame.types import DATE, LONG, STRING, Field, Struct, Type
from etl.options import read_options
from etl.storage.listing import FileInfo
from tests.formats.reading import jobs, read, rows

APACHE = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326'


def frame_of(spark: SparkSession, tmp_path: Path, text: str, pattern: str, **options: Any) -> Frame:
    (tmp_path / "in.log").write_bytes(text.encode())
    return read(spark, tmp_path / "in.log", "grokLog", logFormat=pattern, **options)


def test_fields_are_the_named_parts_and_need_no_look_at_the_files(spark: SparkSession, tmp_path: Path) -> None:
    before = jobs(spark)
    frame = frame_of(spark, tmp_path, f"{APACHE}\r\n\n{APACHE}", "%{COMMONAPACHELOG}")
    assert frame.schema.names == [
        "clientip", "ident", "auth", "timestamp", "verb", "request", "httpversion", "rawrequest", "response", "bytes",
    ]  # fmt: skip
    assert jobs(spark) == before
    first, second = rows(frame)
    assert first == second
    assert (first["clientip"], first["ident"], first["bytes"]) == ("127.0.0.1", None, "2326")


def test_custom_patterns_and_types(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(
        spark,
        tmp_path,
        "INFO 7 1.5 true all is well\nWARN x - false so so\n",
        "%{LEVEL:level} %{NOTSPACE:n:int} %{NOTSPACE:d:double} %{WORD:ok:boolean} %{GREEDYDATA:text}",
        customPatterns="LEVEL (?<inner>INFO|WARN)\n",
    )
    assert frame.df.dtypes == [
        ("level", "string"),
        ("n", "int"),
        ("d", "double"),
        ("ok", "boolean"),
        ("text", "string"),
    ]
    assert [tuple(row.values()) for row in rows(frame)] == [
        ("INFO", 7, 1.5, True, "all is well"), ("WARN", None, None, False, "so so"),
    ]  # fmt: skip
    assert frame.errors_count() == 0


def test_lines_that_do_not_match_are_error_records(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, "1 a\nnoise\n2 b\n", "%{INT:id:int} %{WORD:w}")
    assert rows(frame) == [{"id": 1, "w": "a"}, {"id": 2, "w": "b"}]
    assert frame.source is not None
    errors = frame.source.errors()
    assert errors is not None
    assert [tuple(row)[:3] for row in errors.collect()] == [("the line does not match the pattern", "noise", 10)]


def test_missing_values_and_strict_mode(spark: SparkSession, tmp_path: Path) -> None:
    text, pattern = "1 n/a\nx -\n", "%{NOTSPACE:id:int} %{NOTSPACE:w}"
    frame = frame_of(spark, tmp_path, text, pattern, MISSING="n/a")
    assert rows(frame) == [{"id": 1, "w": None}, {"id": None, "w": "-"}]
    strict = frame_of(spark, tmp_path, text, pattern, StrictMode="true")
    assert (rows(strict), strict.errors_count()) == ([{"id": 1, "w": "n/a"}], 1)


def test_a_table_names_and_types_columns(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("2020-01-31 7 x\n")
    declared = Struct((Field("day", DATE), Field("count", LONG), Field("other", STRING)))
    options = read_options(GROK.read_options, {"logFormat": "%{NOTSPACE:Day} %{INT:count} %{WORD:w}"}, "")
    source = Input(spark, [str(tmp_path)], [FileInfo(f"file:{tmp_path}/a", 15, 0)], declared=declared)
    frame = GROK.read(source, options)
    assert [str(value) for value in frame.df.collect()[0]] == ["2020-01-31", "7", "None"]


def test_a_pattern_that_takes_for_ever_does_not(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, "a" * 40 + "!\naa\n", "%{SLOW:s}", customPatterns="SLOW (?:a+)+b?")
    assert (rows(frame), frame.errors_count()) == ([{"s": "aa"}], 1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"logFormat": ""}, "must give the grok pattern"),
        ({"logFormat": "%{USERNAM:u}"}, "There is no grok pattern USERNAM. Did you mean USERNAME"),
        ({"logFormat": "%{A:a}", "customPatterns": "A %{A}"}, "names itself"),
        ({"logFormat": "%{INT:n:number}"}, "there is no type 'number' in grok"),
        ({"logFormat": "%{DATA:d;date;bogus}"}, "'bogus' is no pattern of dates: Unknown pattern letter: b"),
        ({"logFormat": "%{INT:n} ("}, "it is no regular expression: Unclosed group"),
        ({"logFormat": "%{INT:n}", "LineCount": 2}, "LineCount: cannot use 2; records have one line each"),
    ],
)
def test_options_that_cannot_be_used(
    spark: SparkSession, tmp_path: Path, options: dict[str, Any], message: str
) -> None:
    (tmp_path / "in.log").write_text("1\n")
    with pytest.raises(OptionError, match=message):
        read(spark, tmp_path / "in.log", "grokLog", **options)


def test_an_option_in_the_wrong_case_is_ignored(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.warns(EtlWarning, match="Did you mean 'StrictMode'"):
        frame_of(spark, tmp_path, "1\n", "%{INT:n}", strictmode=True)


def test_bytes_that_are_no_text_make_an_error_record(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes("café 1\n".encode("latin-1") + "café 2\n".encode())
    frame = read(spark, tmp_path / "in.log", "grokLog", logFormat="%{NOTSPACE:name} %{INT:n:int}")
    assert rows(frame) == [{"name": "café", "n": 2}]
    assert frame.source is not None
    [error] = frame.source.errors().collect()
    assert (error["msg"], error["input"]) == ("its bytes are no UTF-8; convert the file", "caf\ufffd 1")


def test_dates_by_a_pattern_are_timestamps(spark: SparkSession, tmp_path: Path) -> None:
    other = APACHE.replace("- frank", "true frank").replace("2326", "-")
    frame = frame_of(spark, tmp_path, f"{APACHE}\n{other}\n", "%{COMMONAPACHELOG_DATATYPED}")
    first, second = rows(frame)
    assert [type_ for _, type_ in frame.df.dtypes] == [
        "string", "boolean", "string", "timestamp", "string", "string", "float", "string", "int", "bigint",
    ]  # fmt: skip
    assert (first["ident"], first["httpversion"], first["response"], first["bytes"]) == (None, 1.0, 200, 2326)
    assert first["timestamp"] == second["timestamp"] == dt.datetime(2000, 10, 10, 20, 55, 36)  # noqa: DTZ001
    assert (second["ident"], second["bytes"]) == (True, None)


def test_dates_without_a_time_or_a_zone_and_what_is_no_date(spark: SparkSession, tmp_path: Path) -> None:
    text, pattern = "31.JAN.2020 x\n32.Jan.2020 x\n", "%{NOTSPACE:day;date;dd.MMM.yyyy} %{WORD:w}"
    frame = frame_of(spark, tmp_path, text, pattern)
    assert [row["day"] for row in rows(frame)] == [dt.datetime(2020, 1, 31), None]  # noqa: DTZ001
    assert frame_of(spark, tmp_path, text, pattern, StrictMode=True).errors_count() == 1


@pytest.mark.parametrize(("type_", "value"), [(DATE, "2020-01-31"), (STRING, "31.01.2020")])
def test_a_table_types_dates_by_a_pattern(spark: SparkSession, tmp_path: Path, type_: Type, value: str) -> None:
    (tmp_path / "a").write_text("31.01.2020\n")
    options = read_options(GROK.read_options, {"logFormat": "%{NOTSPACE:Day;date;dd.MM.yyyy}"}, "")
    files = [FileInfo(f"file:{tmp_path}/a", 11, 0)]
    frame = GROK.read(Input(spark, [str(tmp_path)], files, declared=Struct((Field("day", type_),))), options)
    assert str(frame.df.collect()[0]["day"]) == value


def test_groups_of_the_expression_are_fields(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, "10.0.0.1 7 'x'\n", r"(?<client_ip>\S+) %{INT:n:int} (?<q>['`])(?<in>.*)\k<q>")
    assert rows(frame) == [{"client_ip": "10.0.0.1", "n": 7, "q": "'", "in": "x"}]
