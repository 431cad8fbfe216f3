"""Amazon Ion, text and binary."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from amazon.ion import simpleion
from pyspark.sql import SparkSession

from etl.errors import EnvironmentMismatchError
from etl.frame.frame import Frame
from tests.formats.reading import jobs, read, rows

TEXT = b"""{i: 1, l: 5000000000, f: 1e0, d: 1.20, s: "x", sym: red, t: true, at: 2020-01-31T10:00:00.5Z, b: {{AQI=}},
  list: [1, two::2], sexp: (a b), n: null.int, in: note::{x: note::false}}
{i: "one"}"""


def frame_of(spark: SparkSession, tmp_path: Path, data: bytes) -> Frame:
    (tmp_path / "in.ion").write_bytes(data)
    return read(spark, tmp_path / "in.ion", "ion")


@pytest.mark.parametrize("binary", [False, True])
def test_types(spark: SparkSession, tmp_path: Path, binary: bool) -> None:
    values = simpleion.loads(TEXT, single_value=False)
    frame = frame_of(spark, tmp_path, simpleion.dumps(values, binary=True, sequence_as_stream=True) if binary else TEXT)
    assert rows(frame)[0] == {
        "i": {"int": 1, "string": None}, "l": 5000000000, "f": 1.0, "d": Decimal("1.20"), "s": "x", "sym": "red",
        "t": True, "at": dt.datetime(2020, 1, 31, 10, 0, 0, 500000), "b": bytearray(b"\x01\x02"), "list": [1, 2],  # noqa: DTZ001
        "sexp": ["a", "b"], "n": None, "in": {"x": False},
    }  # fmt: skip
    assert frame.show_text().split("\n")[1] == '{"i": "one"}'


def test_files_are_parsed_once(spark: SparkSession, tmp_path: Path) -> None:
    before = jobs(spark)
    frame = frame_of(spark, tmp_path, b"{a: 1} {a: 2}")
    assert jobs(spark) == before
    assert frame.schema.names == ["a"]
    (tmp_path / "in.ion").unlink()
    assert [row["a"] for row in rows(frame)] == [1, 2]


def test_what_is_no_record_and_what_cannot_be_read(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, b"{a: 1} 5 {a: 2} {a: 1d99} {a: oops oops} {a: 3}")
    assert frame.show_text().split("\n") == ['{"a": 1}', '{"a": 2}', '{"a": "1E+99"}']
    assert frame.source is not None
    errors = frame.source.errors()
    assert errors is not None
    assert [(row["msg"], row["input"]) for row in errors.collect()] == [
        ("a record must be a struct, not int", "5"), ("the rest of the file cannot be read: IERR_INVALID_SYNTAX", ""),
    ]  # fmt: skip


def test_long_texts(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, b'{a: "' + b"x" * 200_000 + b'"}')
    assert len(rows(frame)[0]["a"]) == 200_000


def test_the_extra_is_named_where_the_library_is_missing(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setitem(sys.modules, "amazon", None)
    with pytest.raises(EnvironmentMismatchError, match=r"pip install 'local-glue\[ion\]'"):
        frame_of(spark, tmp_path, TEXT)
