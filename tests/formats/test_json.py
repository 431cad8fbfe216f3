"""JSON: what is read, what is written, what becomes an error record."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from awsglue import gluetypes as gt
from awsglue.gluetypes import Field, LongType, StringType, StructType
from etl.connections import read_frame, write_frame
from etl.errors import EtlWarning, OptionError, ReadError, UnknownNameError
from etl.frame.dataframes import from_dataframe
from etl.frame.frame import Frame
from tests.formats.reading import data_files, jobs, lines, read, rows, texts, write


def frame_of(spark: SparkSession, tmp_path: Path, text: str, **options: Any) -> Frame:
    (tmp_path / "in.json").write_text(text)
    return read(spark, tmp_path / "in.json", "json", **options)


def test_nothing_is_read_before_it_is_needed(spark: SparkSession, tmp_path: Path) -> None:
    before = jobs(spark)
    frame = frame_of(spark, tmp_path, '{"a": 1}\n')
    assert jobs(spark) == before
    assert frame.schema.names == ["a"]
    assert jobs(spark) == before + 1


def test_fields_of_several_types_are_choices(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, '{"a": 1, "b": 1}\n{"a": "x", "b": 4294967296}\n')
    assert frame.schema_text().split("\n")[1:] == [
        "|-- a: choice", "|    |-- int", "|    |-- string", "|-- b: choice", "|    |-- int", "|    |-- long",
    ]  # fmt: skip


@pytest.mark.parametrize("option", ["multiLine", "multiline"])
def test_objects_of_several_lines_and_arrays_of_objects(spark: SparkSession, tmp_path: Path, option: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.json").write_text('{\n  "a":\n 1\n}\n{"a": 2} {"a": 3}')
    (tmp_path / "in" / "2.json").write_text('[\n {"a": 4},\n {"a": 5}\n]\n')
    frame = read(spark, tmp_path / "in", "json", **{option: "true"})
    assert sorted(row["a"] for row in rows(frame)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("suffix", "compress"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_compressed_files(spark: SparkSession, tmp_path: Path, suffix: str, compress) -> None:
    (tmp_path / f"in.json{suffix}").write_bytes(compress(b'{"a": 1}\n'))
    assert rows(read(spark, tmp_path / f"in.json{suffix}", "json")) == [{"a": 1}]


def test_compression_that_the_name_does_not_tell(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(gzip.compress(b'{"a": 1}\n'))
    options = {"paths": [str(tmp_path / "in")], "compressionType": "gzip"}
    assert rows(read_frame(spark, "s3", options, "json")) == [{"a": 1}]
    with pytest.raises(OptionError, match="compressionType: cannot use 'rar'"):
        read_frame(spark, "s3", {**options, "compressionType": "rar"}, "json")


def test_a_gzip_that_is_cut_off_is_named(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "cut.json.gz").write_bytes(gzip.compress(b'{"a": 1}\n' * 5000)[:-20])
    frame = read(spark, tmp_path / "cut.json.gz", "json")
    with pytest.raises(ReadError, match=r"cut\.json\.gz: the gz data ends early"):
        _ = frame.schema


def test_malformed_records_are_error_records(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, '{"a": 1}\n{"a": nonsense}\n{"a": 3}\n')
    assert sorted(row["a"] for row in rows(frame)) == [1, 3]
    assert frame.errors_count() == 1


@pytest.mark.parametrize("content", [b"PAR1\x00\x01\xff\xfe binary \x80", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"])
def test_a_binary_file_named_json(spark: SparkSession, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    frame = read(spark, tmp_path / "bad.json", "json")
    assert rows(frame) == []
    assert frame.errors_count() >= 1


def test_files_of_no_bytes_and_of_blanks(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, "")
    assert (rows(frame), frame.errors_count()) == ([], 0)
    assert rows(frame_of(spark, tmp_path, " \n\n")) == []


def test_an_option_of_another_format_is_ignored(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"a": 1}')
    with pytest.warns(EtlWarning, match="format_options of json: 'withHeader' is ignored"):
        assert rows(read(spark, tmp_path / "in.json", "json", withHeader=True)) == [{"a": 1}]


def test_records_are_written_without_the_fields_they_lack(spark: SparkSession, tmp_path: Path) -> None:
    text = '{"a":1,"b":null}\n{"a":"x","c":{"d":[1,{"e":2}]}}\n{}\n'
    write(frame_of(spark, tmp_path, text), tmp_path / "out", "json")
    assert lines(tmp_path / "out") == sorted(text.splitlines())
    assert all(re.fullmatch(r"run-\d+-part-r-\d{5}", path.name) for path in data_files(tmp_path / "out"))
    assert not (tmp_path / "out" / "_SUCCESS").exists()


def test_writing_appends(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, '{"a":1}')
    write(frame, tmp_path / "out", "json")
    write(frame, tmp_path / "out", "json")
    assert lines(tmp_path / "out") == ['{"a":1}', '{"a":1}']


def test_partition_keys(spark: SparkSession, tmp_path: Path) -> None:
    text = '{"id":1,"day":"mon"}\n{"id":2,"day":null}\n{"id":3}\n{"id":4,"day":"a/b"}\n'
    frame = frame_of(spark, tmp_path, text)
    write(frame, tmp_path / "out", "json", keys=["day"])
    found = {folder.name: lines(folder) for folder in (tmp_path / "out").iterdir() if folder.is_dir()}
    assert found == {
        "day=mon": ['{"id":1}'],
        "day=__HIVE_DEFAULT_PARTITION__": ['{"id":2}', '{"id":3}'],
        "day=a%2Fb": ['{"id":4}'],
    }


def test_partition_keys_that_cannot_be(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, '{"id":1,"c":1}\n{"id":2,"c":"x"}\n')
    with pytest.raises(UnknownNameError, match="Unknown partition key 'days'"):
        write(frame, tmp_path / "out", "json", keys=["days"])
    with pytest.raises(OptionError, match=r"partitionKeys: cannot use 'c'; .*resolve"):
        write(frame, tmp_path / "out", "json", keys=["c"])
    assert not (tmp_path / "out").exists()


def test_names_that_differ_only_in_case(spark: SparkSession, tmp_path: Path) -> None:
    text = '{"id":1,"ID":2,"Id":{"x":1,"X":2}}'
    frame = frame_of(spark, tmp_path, text)
    write(frame, tmp_path / "out", "json")
    assert lines(tmp_path / "out") == [text]
    write(frame, tmp_path / "p", "parquet")
    assert [tuple(row) for row in read(spark, tmp_path / "p", "parquet").df.collect()] == [(1, 2, (1, 2))]


def test_choices_and_fields_that_are_absent_or_null_in_parquet(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, '{"a":1,"b":null}\n{"a":"x"}\n{"b":2}\n')
    write(frame, tmp_path / "p", "parquet")
    assert sorted(rows(read(spark, tmp_path / "p", "parquet")), key=str) == [
        {"a": None, "b": 2},
        {"a": {"int": 1, "string": None}, "b": None},
        {"a": {"int": None, "string": "x"}, "b": None},
    ]


@pytest.mark.parametrize(("codec", "suffix"), [("gzip", ".gz"), ("BZIP2", ".bz2"), ("none", "")])
def test_compression(spark: SparkSession, tmp_path: Path, codec: str, suffix: str) -> None:
    frame = frame_of(spark, tmp_path, '{"a":1}')
    write_frame(frame, "s3", {"path": str(tmp_path / "out"), "compression": codec}, "json")
    (file,) = data_files(tmp_path / "out")
    assert file.suffix == suffix
    assert rows(read(spark, tmp_path / "out", "json")) == [{"a": 1}]


def test_values_that_json_has_no_types_for(spark: SparkSession, tmp_path: Path) -> None:
    df = spark.sql(
        "SELECT DATE'2020-01-31' AS d, TIMESTAMP'2020-01-31 10:00:00.5' AS t, 1.20BD AS n, double('NaN') AS x"
    )
    write(from_dataframe(df), tmp_path, "json")
    (text,) = texts(tmp_path)
    assert json.loads(text) == {"d": "2020-01-31", "t": "2020-01-31 10:00:00.5", "n": 1.2, "x": "NaN"}
    assert '"n":1.20' in text


def test_a_partition_key_that_is_always_null(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, '{"id":1,"k":null}')
    for form in ("json", "csv"):
        write(frame, tmp_path / form, form, keys=["k"])
        assert [path.name for path in (tmp_path / form).iterdir()] == ["k=__HIVE_DEFAULT_PARTITION__"]


ODD_NAMES = '{"":1,"a b":2,"a.b":3,"a`b":4,"a,b;{}()=":5,"\\t":6,"é\\"":7,"s":{"":1,"x.y":2}}'


@pytest.mark.parametrize("form", ["json", "csv", "parquet"])
def test_odd_names(spark: SparkSession, tmp_path: Path, form: str) -> None:
    frame = frame_of(spark, tmp_path, ODD_NAMES)
    write(frame, tmp_path / "out", form, keys=["a.b"])
    again = read(spark, tmp_path / "out", form, recurse=True, **({"withHeader": True} if form == "csv" else {}))
    assert list(again.to_plain().collect()[0])[:2] in ([1, 2], ["1", "2"])


def test_orc_has_no_columns_without_a_name(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="rename the one called ''"):
        write(frame_of(spark, tmp_path, '{"a":[{"":1}]}'), tmp_path / "out", "orc")
    write(frame_of(spark, tmp_path, ODD_NAMES.replace('"":', '"!":')), tmp_path / "out", "orc", keys=["a.b"])
    assert read(spark, tmp_path / "out", "orc", recurse=True).df.collect()[0][:2] == (1, 2)


@pytest.mark.parametrize("form", ["parquet", "orc"])
def test_what_columnar_files_cannot_hold(spark: SparkSession, tmp_path: Path, form: str) -> None:
    frame = frame_of(spark, tmp_path, '{"id":1,"ID":null,"e":{},"l":[{}],"s":{"x":null,"X":1}}')
    with pytest.warns(EtlWarning, match="'ID', 'e', 'l', 's'"):
        write(frame, tmp_path / "out", form)
    (row,) = read(spark, tmp_path / "out", form).df.collect()
    assert tuple(row) == (1, None, "{}", ["{}"], (None, 1))


def test_empty_frames(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    write(read(spark, tmp_path / "none", "json"), tmp_path / "out", "json")
    assert lines(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ('{"items": [{"a": 1}, {"a": 2}]}\n{"items": [{"a": 3}]}', "$.items[*]", [{"a": 1}, {"a": 2}, {"a": 3}]),
        ('{"x": {"items": 1}, "items": [{"a": 1,\n"items": [2]}]}', "$.items[*]", [{"a": 1, "items": [2]}]),
        ('[{"in": {"a": 1}}, {"in": {"a": 2}}]', "$.in", [{"a": 1}, {"a": 2}]),
        ('[{"in": {"a": 1}}, {"in": {"a": 2}}]', "$[*].in", [{"a": 1}, {"a": 2}]),
        ('{"k.1": {"a": 1}, "k2": {"a": 2}}', "$['k.1']", [{"a": 1}]),
        ('{"k1": {"a": 1}, "k2": {"a": 2}}', "$.*", [{"a": 1}, {"a": 2}]),
        ('{"items": [{"a": 1}, {"a": 2}, {"a": 3}]}', "$.items[1]", [{"a": 2}]),
        ('{"a": [1, 2]}\n{"a": 3}\n{"b": 4}', "$.a[*]", [{"record": 1}, {"record": 2}]),
        ('{"a": [[1], [2, 3]]}', "$.a[*]", [{"record": [1]}, {"record": [2, 3]}]),
        ('{"a": 1}\n{"a": 2}', "$", [{"a": 1}, {"a": 2}]),
        ('{"a": 1}', "$.b.c", []),
    ],
)
def test_json_path_tells_where_the_records_are(
    spark: SparkSession, tmp_path: Path, text: str, path: str, expected: list[dict[str, object]]
) -> None:
    (tmp_path / "in.json").write_text(text)
    assert rows(read(spark, tmp_path / "in.json", "json", jsonPath=path)) == expected


def test_a_value_that_breaks_below_the_path_is_an_error_record(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"items": [{"a": 1}, {"a": x}]}\n{"items": [{"a": 2}]}\n')
    frame = read(spark, tmp_path / "in.json", "json", jsonPath="$.items[*]")
    assert rows(frame) == [{"a": 1}, {"a": 2}]
    assert frame.errors_count() == 1


@pytest.mark.parametrize("path", ["items", "$.items[?(@.a)]", "$..a", 5])
def test_a_path_that_is_none(spark: SparkSession, tmp_path: Path, path: object) -> None:
    (tmp_path / "in.json").write_text("{}")
    with pytest.raises(OptionError, match="jsonPath: cannot use"):
        read(spark, tmp_path / "in.json", "json", jsonPath=path)


SCHEMA = StructType([Field("a", LongType()), Field("c", StringType())])


def test_a_given_schema_decides_which_fields_there_are_and_their_types(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"a": 1, "b": true}\n{"a": null, "c": "x"}\n')
    frame = read(spark, tmp_path / "in.json", "json", withSchema=json.dumps(SCHEMA.jsonValue()))
    assert [(field.name, field.type.label) for field in frame.schema] == [("a", "long"), ("c", "string")]
    assert rows(frame) == [{"a": 1, "c": None}, {"a": None, "c": "x"}]
    assert frame.show_text() == '{"a": 1}\n{"a": null, "c": "x"}'


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    ("type_", "values", "read_as"),
    [
        (gt.DoubleType(), "[3, 1.5, null]", [3.0, 1.5, None]),
        (gt.FloatType(), "[3, 0.1]", [3.0, pytest.approx(0.1)]),
        (gt.LongType(), "[3, 5000000000, 2.0]", [3, 5000000000, 2]),
        (gt.ShortType(), "[3]", [3]),
        (gt.DecimalType(5, 2), "[1.5, 3]", [Decimal("1.50"), Decimal(3)]),
        (gt.DateType(), '["2020-01-31"]', [dt.date(2020, 1, 31)]),
        (gt.TimestampType(), '["2020-01-31T10:00:00"]', [dt.datetime(2020, 1, 31, 10)]),  # noqa: DTZ001 - as collect gives it
        (gt.StringType(), '[1, "x", true]', ["1", "x", "true"]),
    ],
)
def test_values_have_the_types_of_a_given_schema(
    spark: SparkSession, tmp_path: Path, type_: Any, values: str, read_as: list[Any], fast: bool
) -> None:
    (tmp_path / "in.json").write_text("\n".join(json.dumps({"a": value}) for value in json.loads(values)))
    given = json.dumps(gt.StructType([gt.Field("a", type_)]).jsonValue())
    frame = read(spark, tmp_path / "in.json", "json", withSchema=given, optimizePerformance=fast)
    assert [row["a"] for row in rows(frame)] == read_as


@pytest.mark.parametrize(
    ("type_", "value", "told"),
    [
        (gt.LongType(), "1.5", "is the value 1.5"),
        (gt.ShortType(), "70000", "is the value 70000"),
        (gt.DecimalType(5, 2), "1.234", "is the value 1.234"),
        (gt.DateType(), '"soon"', "is the value soon"),
        (gt.FloatType(), "1e300", "is the value 1.0E300"),
        (gt.IntegerType(), '"x"', "are values of string"),
        (gt.DateType(), "5", "are values of int"),
    ],
)
def test_values_that_a_given_schema_would_lose_fail_the_job(
    spark: SparkSession, tmp_path: Path, type_: Any, value: str, told: str
) -> None:
    (tmp_path / "in.json").write_text(f'{{"a": null}}\n{{"a": {value}}}\n')
    given = json.dumps(gt.StructType([gt.Field("a", type_)]).jsonValue())
    frame = read(spark, tmp_path / "in.json", "json", withSchema=given)
    with pytest.raises(ReadError, match=re.escape(f"withSchema gives the field 'a' the type {type_.typeName()}")) as e:
        frame.count()
    assert told in str(e.value)


@pytest.mark.parametrize("schema", ["{}", "a int", '{"dataType": "int"}', '{"dataType": "struct", "fields": [{}]}', 5])
def test_a_schema_that_is_none(spark: SparkSession, tmp_path: Path, schema: object) -> None:
    (tmp_path / "in.json").write_text("{}")
    with pytest.raises(OptionError, match=r"withSchema: cannot use .*expected the JSON of a schema"):
        read(spark, tmp_path / "in.json", "json", withSchema=schema)


def test_the_faster_reader_makes_no_error_records_and_no_choices(spark: SparkSession, tmp_path: Path) -> None:
    fast = {"optimizePerformance": True}
    assert rows(frame_of(spark, tmp_path, '{"a": 1}', **fast)) == [{"a": 1}]
    frame = frame_of(spark, tmp_path, '{"a": 1}\n{"a": \n', **fast)
    for action in (frame.count, frame.errors_count):
        with pytest.raises(ReadError, match=r"in\.json: a record before byte"):
            action()
    with pytest.raises(ReadError, match="optimizePerformance makes no choices, and the field 'a'"):
        frame_of(spark, tmp_path, '{"a": 1}\n{"a": "x"}', **fast).count()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ('{"a": [1]}\n{"a": "x"}', {}),
        ('{"a": {}}\n{"a": "x"}', {}),
        ('{"a": 1}\n{"a": "x"}', {"multiLine": True}),
        ('{"r": {"a": 1}}\n{"r": {"a": "x"}}', {"jsonPath": "$.r"}),
    ],
)
def test_the_faster_reader_leaves_some_records_and_options_to_the_usual_one(
    spark: SparkSession, tmp_path: Path, text: str, other: dict[str, Any]
) -> None:
    frame = frame_of(spark, tmp_path, text + '\n{"a": \n', optimizePerformance=True, **other)
    assert (frame.count(), frame.errors_count()) == (2, 1)


def test_the_faster_reader_with_a_given_schema(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"a": 1, "b": true}\n')
    options = {"optimizePerformance": True, "withSchema": json.dumps(SCHEMA.jsonValue())}
    assert rows(read(spark, tmp_path / "in.json", "json", **options)) == [{"a": 1, "c": None}]


def test_an_error_says_nothing_of_switches_that_nobody_has(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, '{"a": NaN}')
    assert frame.source is not None
    [error] = frame.source.errors().collect()
    assert error["msg"].startswith("Non-standard token 'NaN'")
    assert "enable" not in error["msg"]


@pytest.mark.parametrize(
    ("type_", "value", "shown"),
    [
        (gt.StructType([gt.Field("x", gt.DoubleType()), gt.Field("y", gt.DateType())]), '{"x": 1}', '{"x": 1.0}'),
        (gt.StructType([gt.Field("x", gt.StructType([gt.Field("y", gt.LongType())]))]), '{"x": {"y": 1, "z": 2}}',
         '{"x": {"y": 1}}'),
        (gt.ArrayType(gt.DoubleType()), "[1, 2.5]", "[1.0, 2.5]"),
        (gt.ArrayType(gt.StructType([gt.Field("x", gt.StringType())])), '[{"x": "a"}, {}]', '[{"x": "a"}, {}]'),
        (gt.ArrayType(gt.DateType()), '["2020-01-01"]', '["2020-01-01"]'),
        (gt.MapType(gt.StringType()), '{"x": "q", "y": null}', '{"x": "q", "y": null}'),
        (gt.MapType(gt.DoubleType()), '{"x": 1}', '{"x": 1.0}'),
    ],
)  # fmt: skip
def test_nested_values_have_the_types_of_a_given_schema(
    spark: SparkSession, tmp_path: Path, type_: Any, value: str, shown: str
) -> None:
    given = json.dumps(gt.StructType([gt.Field("a", type_)]).jsonValue())
    (tmp_path / "in.json").write_text(f'{{"a": {value}}}\n{{"a": null}}\n{{}}\n')
    frame = read(spark, tmp_path / "in.json", "json", withSchema=given)
    assert frame.show_text().splitlines() == [f'{{"a": {shown}}}', '{"a": null}', "{}"]


@pytest.mark.parametrize(
    ("type_", "value", "told"),
    [
        (gt.StructType([gt.Field("x", gt.LongType())]), '{"x": 1.5}', "is the value 1.5"),
        (gt.ArrayType(gt.DateType()), '["2020-01-01", "soon"]', "is the value soon"),
        (gt.MapType(gt.IntegerType()), '{"x": 5000000000}', "is the value 5000000000"),
        (gt.DecimalType(38, 2), "12345678901234567890.12", "is the value 1.2345678901234567E19"),
    ],
)
def test_nested_values_and_digits_that_would_be_lost_fail_the_job(
    spark: SparkSession, tmp_path: Path, type_: Any, value: str, told: str
) -> None:
    given = json.dumps(gt.StructType([gt.Field("a", type_)]).jsonValue())
    (tmp_path / "in.json").write_text(f'{{"a": {value}}}')
    with pytest.raises(ReadError) as raised:
        read(spark, tmp_path / "in.json", "json", withSchema=given).count()
    assert told in str(raised.value)
