"""Avro: the types of both versions of Glue's mapping, read and written, and files that are damaged."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastavro
import pytest
from pyspark.sql import SparkSession

from etl.connections import write_dataframe, write_frame
from etl.errors import EtlWarning, OptionError, ReadError, UnsupportedFeatureError
from etl.formats.avro_schema import AvroSchema
from etl.frame.dataframes import from_dataframe
from tests.formats.reading import data_files, jobs, read, rows, write
from tests.formats.samples import avro

UTC = dt.UTC


def logical(kind: str, logical_type: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "logicalType": logical_type, **more}


LOGICAL = {
    "dec": (logical("bytes", "decimal", precision=9, scale=2), Decimal("1.20"), b"x", Decimal("1.20")),
    "day": (logical("int", "date"), dt.date(2020, 1, 31), 18292, dt.date(2020, 1, 31)),
    "tms": (logical("int", "time-millis"), dt.time(0, 0, 1), 1000, 1000),
    "tus": (logical("long", "time-micros"), dt.time(0, 0, 1), 1000000, 1000000),
    "ms": (logical("long", "timestamp-millis"), dt.datetime(2020, 1, 31, tzinfo=UTC), 1580428800000,
           dt.datetime(2020, 1, 31)),  # noqa: DTZ001
    "us": (logical("long", "timestamp-micros"), dt.datetime(2020, 1, 31, tzinfo=UTC), 1580428800000000,
           1580428800000000),
    "dur": (logical("fixed", "duration", name="dur", size=12), b"123456789012", b"123456789012", b"123456789012"),
}  # fmt: skip
"""For each logical type a value, and what it is read as by the versions 1.7 and 1.8."""


def put(path: Path, schema: Any, *records: Any) -> Path:
    out = io.BytesIO()
    fastavro.writer(out, fastavro.parse_schema(schema), records)
    path.write_bytes(out.getvalue())
    return path


def record(**fields: Any) -> dict[str, Any]:
    return {"type": "record", "name": "top", "fields": [{"name": n, "type": t} for n, t in fields.items()]}


@pytest.mark.parametrize(("version", "place"), [("1.7", 2), ("1.8", 3)])
def test_logical_types(spark: SparkSession, tmp_path: Path, version: str, place: int) -> None:
    schema = record(**{name: case[0] for name, case in LOGICAL.items()})
    put(tmp_path / "a", schema, {name: case[1] for name, case in LOGICAL.items()})
    frame = read(spark, tmp_path / "a", "avro", version=version)
    assert rows(frame) == [{name: case[place] for name, case in LOGICAL.items()}]


def test_types_come_from_the_head_of_a_file(spark: SparkSession, tmp_path: Path) -> None:
    inner = {"type": "record", "name": "inner", "namespace": "n.s", "fields": [{"name": "x", "type": "float"}]}
    schema = record(
        i="int", l="long", kind={"type": "enum", "name": "kind", "symbols": ["A", "B"]}, one=["null", inner],
        two="n.s.inner", either=["null", "int", "string"], m={"type": "map", "values": "long"},
        a={"type": "array", "items": ["null", "double"]}, b="bytes", n="null",
    )  # fmt: skip
    values = {"i": 1, "l": 2, "kind": "B", "one": {"x": 0.5}, "two": {"x": 1.5}, "either": "text", "m": {"k": 3},
              "a": [1.0, None], "b": b"\x00", "n": None}  # fmt: skip
    put(tmp_path / "a", schema, values, {**values, "either": 7, "one": None})
    before = jobs(spark)
    frame = read(spark, tmp_path / "a", "avro")
    assert jobs(spark) == before
    assert [f"{field.name} {field.type.label}" for field in frame.schema] == [
        "i int", "l long", "kind string", "one struct", "two struct", "either choice", "m map", "a array", "b binary",
        "n null",
    ]  # fmt: skip
    assert jobs(spark) == before + 1
    first, second = rows(frame)
    assert first == {**values, "either": {"int": None, "string": "text"}}
    assert (second["either"], second["one"]) == ({"int": 7, "string": None}, None)


def test_files_of_other_schemas_make_choices_and_absent_fields(spark: SparkSession, tmp_path: Path) -> None:
    put(tmp_path / "a", record(id="int", x="string"), {"id": 1, "x": "y"})
    put(tmp_path / "b", record(id="string", z="long"), {"id": "two", "z": 3})
    frame = read(spark, tmp_path, "avro")
    assert frame.show_text().split("\n") == ['{"id": 1, "x": "y"}', '{"id": "two", "z": 3}']


def test_a_record_that_holds_itself_is_refused(spark: SparkSession, tmp_path: Path) -> None:
    put(tmp_path / "a", record(next=["null", "top"]), {"next": None})
    with pytest.raises(ReadError, match="its record top holds itself, and no column can"):
        _ = read(spark, tmp_path / "a", "avro").schema


def test_names_of_other_namespaces() -> None:
    schema = """{"type": "record", "name": "a.b.top", "fields": [
        {"name": "x", "type": {"type": "fixed", "name": "f", "size": 1}}, {"name": "y", "type": "a.b.f"},
        {"name": "z", "type": "f"}]}"""
    assert [field.type.name for field in AvroSchema(schema, logical=True).struct()] == ["binary"] * 3


def test_a_file_that_is_cut_off_keeps_its_whole_blocks(spark: SparkSession, tmp_path: Path) -> None:
    whole = avro(range(100))
    for name, data in (("cut", whole[:-5]), ("head", whole[:50]), ("other", b"no avro"), ("whole", avro([1000]))):
        (tmp_path / name).write_bytes(data)
    frame = read(spark, tmp_path, "avro")
    found = sorted(row["id"] for row in rows(frame))
    assert found[-1] == 1000
    assert 50 < len(found) < 101
    assert found[:-1] == list(range(len(found) - 1))
    assert frame.errors_count() == 3


def test_a_damaged_block_takes_no_other_along(spark: SparkSession, tmp_path: Path) -> None:
    data = bytearray(avro(range(100)))
    data[len(data) // 2] ^= 255
    (tmp_path / "a").write_bytes(data)
    frame = read(spark, tmp_path, "avro")
    found = sorted(row["id"] for row in rows(frame))
    assert (found[0], found[-1], len(found) < 100) == (0, 99, True)
    assert frame.errors_count() == 1


SQL = """SELECT 1 AS id, 1.20BD AS n, DATE'2020-01-31' AS d, TIMESTAMP'2020-01-31 10:00:00.5' AS t, 2Y AS y,
    named_struct('d', DATE'2020-01-31', 'b', X'01') AS s, array(1.5BD, null) AS a, map('k', 5L) AS m, 1.5F AS f"""


def test_what_version_1_7_has_no_types_for_is_written_as_string(spark: SparkSession, tmp_path: Path) -> None:
    write(from_dataframe(spark.sql(SQL)), tmp_path / "out", "avro", keys=["id"])
    (file,) = data_files(tmp_path / "out")
    assert (file.parent.name, file.name[:4], file.suffix) == ("id=1", "run-", "")
    assert rows(read(spark, tmp_path / "out", "avro", recurse=True, version="1.8")) == [
        {"n": "1.20", "d": "2020-01-31", "t": "2020-01-31 10:00:00.5", "y": 2, "s": {"d": "2020-01-31", "b": b"\x01"},
         "a": ["1.5", None], "m": {"k": 5}, "f": 1.5}
    ]  # fmt: skip


def test_version_1_8_writes_logical_types_that_others_read(spark: SparkSession, tmp_path: Path) -> None:
    target = {"path": str(tmp_path / "out"), "compression": "uncompressed"}
    write_frame(from_dataframe(spark.sql(SQL)), "s3", target, "avro", {"version": "1.8"})
    (file,) = data_files(tmp_path / "out")
    with file.open("rb") as opened:
        (found,) = fastavro.reader(opened)
    assert found == {
        "id": 1, "n": Decimal("1.20"), "d": dt.date(2020, 1, 31),
        "t": dt.datetime(2020, 1, 31, 10, 0, 0, 500000, tzinfo=UTC), "y": 2,
        "s": {"d": dt.date(2020, 1, 31), "b": b"\x01"}, "a": [Decimal("1.5"), None], "m": {"k": 5}, "f": 1.5,
    }  # fmt: skip


@pytest.mark.parametrize("codec", ["snappy", "deflate", "bzip2", "xz", "zstd"])
def test_compressions(spark: SparkSession, tmp_path: Path, codec: str) -> None:
    write_dataframe(spark.range(3), "s3", {"path": str(tmp_path), "compression": codec}, "avro")
    assert sorted(row["id"] for row in rows(read(spark, tmp_path, "avro"))) == [0, 1, 2]


def test_what_avro_cannot_hold(spark: SparkSession, tmp_path: Path) -> None:
    frame = from_dataframe(spark.sql("SELECT 1 AS `a b`"))
    with pytest.raises(OptionError, match="rename the field 'a b'"):
        write(frame, tmp_path / "out", "avro")
    with pytest.raises(UnsupportedFeatureError, match="The compression 'gzip'"):
        write_frame(
            from_dataframe(spark.range(1)), "s3", {"path": str(tmp_path / "out"), "compression": "gzip"}, "avro"
        )
    with pytest.raises(OptionError, match=r"version: cannot use '1\.9'"):
        read(spark, tmp_path, "avro", version="1.9")
    with pytest.warns(EtlWarning, match="written as string"):
        write(from_dataframe(spark.sql("SELECT 1 AS id, null AS ID")), tmp_path / "out", "avro")
    assert rows(read(spark, tmp_path / "out", "avro")) == [{"id": 1, "ID": None}]


def test_decimals_of_more_digits_than_their_type_are_error_records(spark: SparkSession, tmp_path: Path) -> None:
    values = [{"n": n, "d": Decimal(text)} for n, text in enumerate(("83557.11", "0.01"))]
    file = put(tmp_path / "a", record(n="int", d=logical("bytes", "decimal", precision=9, scale=2)), *values)
    file.write_bytes(file.read_bytes().replace(b'"precision": 9', b'"precision": 4'))
    frame = read(spark, file, "avro", version="1.8")
    assert rows(frame) == [{"n": 1, "d": Decimal("0.01")}]
    assert (frame.errors_count(), frame.count()) == (1, 1)
    assert [row["d"] for row in rows(read(spark, file, "avro"))] == [b"\x7f\x7f\x7f", b"\x01"]


def test_decimals_of_more_digits_than_a_column_has_are_bytes(spark: SparkSession, tmp_path: Path) -> None:
    file = put(tmp_path / "a", record(d=logical("bytes", "decimal", precision=50, scale=2)), {"d": Decimal("1.23")})
    assert rows(read(spark, file, "avro", version="1.8")) == [{"d": b"\x7b"}]


def test_a_union_of_records_is_refused_as_a_whole(spark: SparkSession, tmp_path: Path) -> None:
    file = put(tmp_path / "a", [record(a="int")], {"a": 1})
    frame = read(spark, file, "avro")
    assert frame.schema.names == []
    assert (frame.count(), frame.errors_count()) == (0, 1)
