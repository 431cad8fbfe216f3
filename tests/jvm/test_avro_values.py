"""What values of Avro become in columns, whichever of them are asked for."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.frame import types
from etl.frame.transforms.mapping import apply_mapping
from etl.frame.types import Array, Choice, Field, Map, Struct, Type
from etl.jvm.avro import read_avro
from tests.formats.reading import read, rows
from tests.jvm.avro_records import MARKER, container, lost, record, values
from tests.jvm.source_files import tasks_of

INNER = {"type": "record", "name": "inner", "fields": [{"name": "a", "type": "int"}, {"name": "b", "type": "string"}]}
MOMENT = dt.datetime(2020, 1, 31, 10, 0, 0, 250000, tzinfo=dt.UTC)
CASES: dict[str, tuple[Any, Any]] = {
    "none": ("null", None),
    "flag": ("boolean", True),
    "i": ("int", -(2**31)),
    "l": ("long", -(2**63)),
    "f": ("float", 1.5),
    "d": ("double", -0.1),
    "s": ("string", "é € \U0001f600"),
    "blank": ("string", ""),
    "b": ("bytes", b"\x00\xff"),
    "fixed": ({"type": "fixed", "name": "three", "size": 3}, b"abc"),
    "kind": ({"type": "enum", "name": "kind", "symbols": ["A", "B"]}, "B"),
    "maybe": (["null", "long"], None),
    "perhaps": (["long", "null"], 2**63 - 1),
    "list": ({"type": "array", "items": ["null", "int"]}, [1, None, -3]),
    "empty": ({"type": "array", "items": "string"}, []),
    "map": ({"type": "map", "values": {"type": "array", "items": "double"}}, {"x": [0.5], "": []}),
    "inner": (INNER, {"a": 7, "b": "in"}),
    "others": ({"type": "array", "items": "inner"}, [{"a": 1, "b": ""}, {"a": 2, "b": "y"}]),
    "day": ({"type": "int", "logicalType": "date"}, dt.date(1969, 12, 31)),
    "moment": ({"type": "long", "logicalType": "timestamp-millis"}, MOMENT),
    "price": (
        {"type": "bytes", "logicalType": "decimal", "precision": 20, "scale": 2},
        Decimal("-123456789012345678.90"),
    ),
    "rate": (
        {"type": "fixed", "name": "r", "size": 4, "logicalType": "decimal", "precision": 3, "scale": 3},
        Decimal("0.000"),
    ),
    "last": ("int", 1),
}
SCHEMA = record(**{name: schema for name, (schema, _) in CASES.items()})
VALUES = {name: value for name, (_, value) in CASES.items()} | {"moment": MOMENT.replace(tzinfo=None)}


def tasks(spark: SparkSession, folder: Path, schema: Any, *records: dict[str, Any]) -> list[str]:
    return tasks_of(spark, folder, container(schema, records), extension="avro")


def under(spark: SparkSession, folder: Path, schema: Any, value: Any, type_: Type) -> Any:
    """Return a value as it is read in a field of a type."""
    read_ = read_avro(spark, tasks(spark, folder, record(x=schema), {"x": value}), Struct((Field("x", type_),)))
    return read_.collect()[0].asDict(recursive=True)["x"]


def test_whatever_columns_are_asked_for_their_values_are_the_same(spark: SparkSession, tmp_path: Path) -> None:
    given = {name: value for name, (_, value) in CASES.items()}
    found, rnd = tasks(spark, tmp_path, SCHEMA, given, given), random.Random(3)
    assert values(spark, found) == [VALUES, VALUES]
    for names in (*([name] for name in CASES), *(rnd.sample([*CASES], 4) for _ in range(5))):
        assert values(spark, found, *names) == [{name: VALUES[name] for name in names}] * 2


def test_records_are_counted_without_a_column(spark: SparkSession, tmp_path: Path) -> None:
    given = {name: value for name, (_, value) in CASES.items()}
    found = tasks(spark, tmp_path, SCHEMA, *[given] * 5)
    assert read_avro(spark, found, Struct()).count() == 5


def test_one_field_of_a_nested_record(spark: SparkSession, tmp_path: Path) -> None:
    found = tasks(spark, tmp_path, record(x=INNER, y="int"), {"x": {"a": 1, "b": "two"}, "y": 3})
    wanted = Struct((Field("x", Struct((Field("b", types.STRING),))),))
    assert read_avro(spark, found, wanted).first().asDict(recursive=True) == {"x": {"b": "two"}}


@pytest.mark.parametrize(
    ("schema", "value", "type_", "expected"),
    [
        ("int", 7, types.LONG, 7),
        ("int", 7, types.BYTE, 7),
        ("int", 300, types.BYTE, None),
        ("int", 300, types.SHORT, 300),
        ("long", 7, types.INT, None),
        ("long", 7, types.DOUBLE, 7.0),
        ("long", 7, types.Decimal(3, 1), Decimal("7.0")),
        ("long", 1000, types.Decimal(3, 1), None),
        ("float", 1.5, types.DOUBLE, 1.5),
        ("double", 1.5, types.FLOAT, 1.5),
        ("double", 1.5, types.Decimal(3, 1), Decimal("1.5")),
        ("double", float("nan"), types.Decimal(3, 1), None),
        ("double", 1.0, types.LONG, None),
        ("string", "1", types.LONG, None),
        ("int", 1, types.STRING, None),
        ("bytes", b"x", types.STRING, None),
        (INNER, {"a": 1, "b": ""}, types.STRING, None),
        ({"type": "array", "items": "int"}, [1, 2], Array(types.LONG), [1, 2]),
        ({"type": "array", "items": "int"}, [1, 2], Array(types.STRING), [None, None]),
        ({"type": "array", "items": "int"}, [1, 2], Map(types.INT), None),
        ({"type": "map", "values": "int"}, {"k": 1}, Map(types.LONG), {"k": 1}),
        ({"type": "map", "values": "int"}, {"k": 1}, Map(types.INT, types.INT), None),
        (["int", "string"], "x", types.STRING, "x"),
        (["int", "string"], 1, types.STRING, None),
        ("int", 1, Choice((types.INT, types.LONG)), {"int": 1, "long": None}),
        ("long", 1, Choice((types.INT, types.LONG)), {"int": None, "long": 1}),
        ("float", 0.1, Choice((types.DOUBLE, types.FLOAT)), {"double": None, "float": pytest.approx(0.1)}),
        ("boolean", True, Choice((types.INT, types.STRING)), None),
    ],
)
def test_a_value_under_a_declared_type(
    spark: SparkSession, tmp_path: Path, schema: Any, value: Any, type_: Type, expected: Any
) -> None:
    assert under(spark, tmp_path, schema, value, type_) == expected


def test_options_of_a_union(spark: SparkSession, tmp_path: Path) -> None:
    options = ["null", "int", "long", "float", "double", "string", "bytes", {"type": "array", "items": "int"}, INNER]
    given = [("int", 1), ("long", 2), ("float", 0.5), ("double", 1.5), ("string", "x"), ("binary", b"y"),
             ("array", [3]), ("struct", {"a": 4, "b": "z"})]  # fmt: skip
    avro_names = {"binary": "bytes", "struct": "inner"}
    records = [{"x": (avro_names.get(name, name), value)} for name, value in given]
    found = values(spark, tasks(spark, tmp_path, record(x=options), *records, {"x": None}))
    assert [each["x"] and {n: v for n, v in each["x"].items() if v is not None} for each in found] == [
        *({name: value} for name, value in given), None,
    ]  # fmt: skip


def test_names_without_case(spark: SparkSession, tmp_path: Path) -> None:
    found = tasks(spark, tmp_path, record(Id="int", NAME="string"), {"Id": 1, "NAME": "x"})
    wanted = Struct((Field("name", types.STRING), Field("id", types.INT)))
    assert tuple(read_avro(spark, found, wanted, case_sensitive=False).first()) == ("x", 1)
    assert tuple(read_avro(spark, found, wanted).first()) == (None, None)


def test_a_decimal_of_more_digits_than_a_column_has_is_binary(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    schema = {"type": "bytes", "logicalType": "decimal", "precision": 50, "scale": 0}
    tasks(spark, tmp_path / "a", record(x=schema), {"x": Decimal(258)})
    assert rows(read(spark, tmp_path / "a", "avro", version="1.8")) == [{"x": b"\x01\x02"}]


def test_fields_of_records_that_hold_themselves_may_be_declared(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    nested = {"id": 1, "next": {"id": 2, "next": {"id": 3, "next": None}}}
    tasks(spark, tmp_path / "a", record(id="long", next=["null", "top"]), nested, {"id": 4, "next": None})
    lines = [("id", "long", "id", "long"), ("next.id", "long", "second", "long")]
    assert rows(apply_mapping(read(spark, tmp_path / "a", "avro"), lines)) == [
        {"id": 1, "second": 2}, {"id": 4, "second": None},
    ]  # fmt: skip


def test_text_that_is_no_utf8_is_mended(spark: SparkSession, tmp_path: Path) -> None:
    data = container(record(x="string"), [{"x": "good"}]).replace(b"good", b"g\xffod")
    assert values(spark, tasks_of(spark, tmp_path, data, extension="avro")) == [{"x": "g\ufffdod"}]


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ("string", b"\x04ab", b"\x08ab"),
        ("string", b"\x04ab", b"\x03ab"),
        (["null", "int"], b"\x02\x02", b"\x04\x02"),
        ({"type": "enum", "name": "e", "symbols": ["A"]}, b"\x00", b"\x02"),
        ("int", b"\x80\x80\x80\x80\x08", b"\x80\x80\x80\x80\x40"),
        ({"type": "array", "items": "null"}, b"\x02\x00", b"\xfe\xff\xff\xff\xff\xff\xff\x7f\x00"),
        ({"type": "long", "logicalType": "timestamp-millis"}, b"\x02", b"\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
    ],
)
def test_a_damaged_value_is_noticed_though_nobody_asks_for_it(
    spark: SparkSession, tmp_path: Path, schema: Any, good: bytes, bad: bytes
) -> None:
    head, other = container(record(x=schema, y="int"), []), Struct((Field("y", types.INT),))
    for number, value in ((0, bad), (1, good)):
        body = value + b"\x06"
        data = head + bytes([2, 2 * len(body)]) + body + head[-len(MARKER) :]
        found = tasks_of(spark, tmp_path, data, extension="avro")
        counts = [read_avro(spark, found, wanted, logical=True).count() for wanted in (Struct(), other)]
        assert [*counts, len(values(spark, found))] == [number] * 3
        assert len(lost(spark, found)) == 1 - number
