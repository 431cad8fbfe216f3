"""Logs: lines that match a grok pattern."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.errors import EtlWarning, GrokPatternError, OptionError
from etl.formats.contract import Input
from etl.formats.grok import GROK
from etl.frame.frame import Frame
from etl.frame.types import DATE, LONG, STRING, Field, Struct
from etl.grok import GrokPattern
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


def test_an_unwanted_part_and_one_inside_of_a_field_are_no_fields() -> None:
    pattern = GrokPattern("%{HOSTPORT:at} %{WORD:UNWANTED} %{POSINT:PORT} %{INT:at}")
    assert pattern.fields.names == ["at", "PORT"]
    with pytest.raises(GrokPatternError, match="cannot be read"):
        GrokPattern("(").expression("python")


def test_bytes_that_are_no_text_make_an_error_record(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes("café 1\n".encode("latin-1") + "café 2\n".encode())
    frame = read(spark, tmp_path / "in.log", "grokLog", logFormat="%{NOTSPACE:name} %{INT:n:int}")
    assert rows(frame) == [{"name": "café", "n": 2}]
    assert frame.source is not None
    [error] = frame.source.errors().collect()
    assert (error["msg"], error["input"]) == ("its bytes are no UTF-8; convert the file", "caf\ufffd 1")
