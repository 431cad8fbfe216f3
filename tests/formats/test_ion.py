"""Amazon Ion, text and binary."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import random
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from amazon.ion import simpleion
from pyspark.sql import SparkSession

from etl.errors import EnvironmentMismatchError, ReadError
from etl.formats.ion_values import ion_records
from etl.frame.frame import Frame
from etl.jvm.broken import broken_records
from etl.runtime.run_report import Traffic, collect
from tests.formats.reading import jobs, read, rows

TEXT = b"""{i: 1, l: 5000000000, f: 1e0, d: 1.20, s: "x", sym: red, t: true, at: 2020-01-31T10:00:00.5Z, b: {{AQI=}},
  list: [1, two::2], sexp: (a b), n: null.int, in: note::{x: note::false}}
{i: "one"}"""

AT_ONCE = 8192
"""How many bytes of a file the library reads at once."""


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
    frame = frame_of(spark, tmp_path, b"{a: 1}\n5\n{a: 2}\n{a: 1d99}\n{a: oops oops}\n{a: 3}")
    assert frame.show_text().split("\n") == ['{"a": 1}', '{"a": 2}', '{"a": "1E+99"}']
    assert frame.source is not None
    errors = frame.source.errors()
    assert errors is not None
    why = "the rest of the file cannot be read: this is no Ion: what stands there is no value (IERR_INVALID_SYNTAX)"
    assert [(row["msg"], row["input"]) for row in errors.collect()] == [
        ("a record must be a struct, not int", "5"), (why, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"{a: 'x", "this is no Ion: it ends in the middle of a value (IERR_UNEXPECTED_EOF)"),
        (b"{a: 2020-13-01}", "this is no Ion: a timestamp is none (IERR_INVALID_TIMESTAMP)"),
        (b"{a: $200}", "this is no Ion: a symbol stands for no text (IERR_INVALID_SYMBOL)"),
        (b"a,b\n1,2\n", "this is no Ion: what stands there is no value (IERR_INVALID_SYNTAX)"),
    ],
)
def test_what_is_wrong_is_told_in_words(text: bytes, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        list(ion_records(io.BytesIO(text)))


def test_an_error_tells_how_far_the_file_was_read(spark: SparkSession, tmp_path: Path) -> None:
    good, more = b'{a: "good"}\n' * 1000, b"{a: 1}\n" * 10_000
    frame = frame_of(spark, tmp_path, good + b"{a: oops oops}\n" + more)
    assert frame.source is not None
    errors = frame.source.errors()
    assert errors is not None
    assert 0 <= errors.collect()[0]["bytesread"] - len(good) <= AT_ONCE


def test_a_run_reports_what_was_read(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, b"{a: 1} {a: 2} 3")
    assert frame.count() == 2
    assert collect(spark).sources[f"{tmp_path}/in.ion"] == Traffic(2, 15, 1)
    assert broken_records()[f"file:{tmp_path}/in.ion"] == 1


def test_a_packed_file_that_is_cut_off(spark: SparkSession, tmp_path: Path) -> None:
    packed = gzip.compress(random.Random(1).randbytes(100_000).hex().encode())
    (tmp_path / "in.ion.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(ReadError, match="the gz data ends early"):
        read(spark, tmp_path / "in.ion.gz", "ion").count()


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


NESTED = [{"id": n, "list": [1, 2, {"a": "b"}], "bytes": b"x" * (n * 5000), "real": 1.5} for n in range(30)]


def binary(values: list[Any]) -> bytes:
    return bytes(simpleion.dumps(values, binary=True, sequence_as_stream=True))


def test_values_larger_than_a_buffer_are_read_whole(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.ion").write_bytes(binary(NESTED) + binary(NESTED[:2]))
    frame = read(spark, tmp_path / "in.ion", "ion")
    assert [(row["id"], len(row["bytes"])) for row in rows(frame)] == [
        *((n, n * 5000) for n in range(30)), (0, 0), (1, 5000),
    ]  # fmt: skip
    assert frame.errors_count() == 0


@pytest.mark.parametrize("value", [0x0A, 0xB4, 0xF0, 0xEF, 0xD1], ids=hex)
def test_lengths_that_do_not_fit_end_a_file_before_its_value(spark: SparkSession, tmp_path: Path, value: int) -> None:
    """Amazon's library reads some of these for ever."""
    data = bytearray(binary(NESTED[:5]))
    place = data.index(b"\x21\x01\x21\x02", data.index(b"x" * 10000))
    data[place + 2] = value
    (tmp_path / "in.ion").write_bytes(data)
    frame = read(spark, tmp_path / "in.ion", "ion")
    assert [row["id"] for row in rows(frame)] == [0, 1, 2]
    assert frame.source is not None
    [error] = frame.source.errors().collect()
    assert error["msg"].startswith("this is no Ion: ")
    assert 0 < error["bytesread"] < place


def test_whatever_is_damaged_is_read_to_an_end(spark: SparkSession, tmp_path: Path) -> None:
    whole = binary([{**record, "bytes": b"", "time": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)} for record in NESTED])
    for seed in range(300):
        rnd, data = random.Random(seed), bytearray(whole)
        for _ in range(3):
            data[rnd.randrange(4, len(data))] = rnd.randrange(256)
        (tmp_path / f"{seed}.ion").write_bytes(data)
    frame = read(spark, tmp_path, "ion")
    assert frame.count() > 300
    assert frame.errors_count() > 100
