"""One file that no table can have, and the other tables of a crawl."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.catalog.crawler.classifiers import ion


@pytest.fixture
def parquet(write):
    """Writes a file of Parquet with one column `c`."""

    def put(name, array):
        path = write({name: ""}) / name
        pq.write_table(pa.table({"c": array}), path)

    return put


def avro_of(fields):
    schema = f'{{"type":"record","name":"r","fields":[{fields}]}}'.encode()
    size = len(schema) * 2
    return b"Obj\x01\x02\x16avro.schema" + bytes([size & 127 | 128, size >> 7]) + schema + b"\x00" + b"0" * 16


@pytest.mark.parametrize(
    ("type_", "why"),
    [
        (pa.time64("us"), r"its column c has the type time64[us], which no table can have"),
        (pa.float16(), "its column c has the type halffloat, which no table can have"),
        (pa.list_(pa.time32("ms")), "its column c has the type time32[ms], which no table can have"),
    ],
)
def test_a_type_that_no_table_has_is_told_with_the_file(catalog, write, crawled, parquet, type_, why):
    root = write({"good/a.json": '{"a": 1}'})
    parquet("bad/a.parquet", pa.array([None], type_))
    report = crawled(root)
    assert [(skipped.file, skipped.why) for skipped in report.skipped] == [(f"{root}/bad/a.parquet", why)]
    assert len(report.changes) == 1


def test_a_known_table_stays_when_its_file_gets_unfit(catalog, write, crawled, parquet):
    root = write({"o/a.json": '{"a": 1}'})
    parquet("t/a.parquet", pa.array([1]))
    crawled(root)
    parquet("t/a.parquet", pa.array([None], pa.time64("us")))
    assert [change.table for change in crawled(root, delete="DELETE_FROM_DATABASE").changes] == ["o"]
    assert catalog.table_names("d") == ["o", "t"]


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (pa.uint8(), "smallint"),
        (pa.uint16(), "int"),
        (pa.uint32(), "bigint"),
        (pa.uint64(), "decimal(20,0)"),
        (pa.timestamp("us"), "timestamp"),
        (pa.timestamp("ms", "UTC"), "timestamp"),
        (pa.decimal128(12, 3), "decimal(12,3)"),
        (pa.date32(), "date"),
        (pa.binary(4), "binary"),
        (pa.dictionary(pa.int32(), pa.string()), "string"),
        (pa.map_(pa.string(), pa.int32()), "map<string,int>"),
        (pa.struct({"x:y": pa.int8()}), "struct<`x:y`:tinyint>"),
    ],
)
def test_types_of_parquet_are_those_that_spark_reads(columns, crawled, parquet, write, type_, expected):
    parquet("t/a.parquet", pa.array([None], type_))
    crawled(write({}) / "t")
    assert columns("t") == {"c": expected}


@pytest.mark.parametrize("depth", [150, 1_000, 5_000, 50_000])
def test_values_that_lie_too_deep_are_told_with_the_file(write, crawled, depth):
    deep = '{"a":' * depth + "1" + "}" * depth
    report = crawled(write({"good/a.json": '{"a": 1}', "bad/a.json": deep}))
    assert [skipped.why for skipped in report.skipped] == ["its values lie more than 100 deep in each other"]
    assert len(report.changes) == 1


def test_a_type_of_avro_may_be_named_again_but_not_in_itself(columns, write, crawled):
    address = '{"name":"a","type":{"type":"record","name":"x.Addr","fields":[{"name":"zip","type":"int"}]}}'
    crawled(write({"t/a.avro": avro_of(f'{address},{{"name":"b","type":["null","Addr"]}}')}) / "t")
    assert columns("t") == {"a": "struct<zip:int>", "b": "struct<zip:int>"}
    report = crawled(write({"u/a.avro": avro_of('{"name":"next","type":["null","r"]}')}) / "u")
    assert [skipped.why for skipped in report.skipped] == ["its type r contains itself, which no column can"]


def test_types_of_avro_have_names_in_their_namespaces(columns, write, crawled):
    one, other = (
        f'{{"type":"record","name":"x","namespace":"{space}","fields":[{{"name":"v","type":"{kind}"}}]}}'
        for space, kind in (("p", "int"), ("q", "string"))
    )
    fields = f'{{"name":"a","type":{one}}},{{"name":"b","type":{other}}},{{"name":"c","type":"p.x"}}'
    crawled(write({"t/a.avro": avro_of(fields)}) / "t")
    assert columns("t") == {"a": "struct<v:int>", "b": "struct<v:string>", "c": "struct<v:int>"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ('["null","int","string"]', "string"),
        ('["int","null","double"]', "double"),
        ('{"type":"long","logicalType":"timestamp-micros"}', "timestamp"),
        ('{"type":"long","logicalType":"timestamp-millis"}', "timestamp"),
        ('{"type":"int","logicalType":"date"}', "date"),
        ('{"type":"int","logicalType":"time-millis"}', "int"),
        ('{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}', "decimal(9,2)"),
        ('{"type":"bytes","logicalType":"decimal","precision":50}', "binary"),
        ('{"type":{"type":"map","values":"float"}}', "map<string,float>"),
    ],
)
def test_types_of_avro_are_those_of_columns(columns, write, crawled, schema, expected):
    crawled(write({"t/a.avro": avro_of(f'{{"name":"c","type":{schema}}}')}) / "t")
    assert columns("t") == {"c": expected}


@pytest.mark.parametrize(
    ("level", "left"),
    [
        (1, ["a/y/b.json", "x/c.csv", "x/y/b.json", "z.json"]),
        (2, ["x/c.csv", "x/y/b.json", "z.json"]),
        (3, ["x/a.json", "x/b.json", "x/c.csv", "z.json"]),
    ],
)
def test_a_level_of_tables_takes_folders_of_one_depth_and_format(write, crawled, level, left):
    files = ("x/a.json", "x/b.json", "x/y/b.json", "z.json", "a/y/b.json", "x/c.csv")
    root = write({name: "k,l\n1,x\n" if name.endswith("csv") else '{"a": 1}' for name in files})
    report = crawled(root, table_level=level)
    assert sorted(skipped.file.removeprefix(f"{root}/") for skipped in report.skipped) == left


def test_a_table_that_may_be_ion_tells_what_would_know_it(catalog, write, crawled, monkeypatch):
    monkeypatch.setattr(ion, "has_ion_library", lambda: False)
    (change,) = crawled(write({"t/a": "{a: 1}"})).changes
    assert change.why.startswith("unknown, which may be Ion: pip install 'local-glue[ion]', 1 file: ")
