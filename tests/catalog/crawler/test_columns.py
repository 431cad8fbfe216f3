"""The columns of tables: the types of several files, and names that are told apart."""

from __future__ import annotations

import decimal
import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.catalog.crawler.classifiers import classifier_from_glue


def decimals(precision, scale):
    return pa.array([decimal.Decimal(1)], pa.decimal128(precision, scale))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (pa.array([1.0], pa.float32()), pa.array([1.0], pa.float64()), "double"),
        (pa.array([1], pa.int16()), pa.array([1], pa.int32()), "int"),
        (pa.array([1], pa.int64()), pa.array([1], pa.int8()), "bigint"),
        (pa.array([1], pa.int32()), pa.array([1.0], pa.float32()), "double"),
        (decimals(10, 2), decimals(12, 2), "decimal(12,2)"),
        (decimals(10, 2), decimals(10, 4), "decimal(12,4)"),
        (decimals(10, 2), pa.array([1], pa.int64()), "decimal(21,2)"),
        (decimals(38, 2), decimals(38, 4), "double"),
        (decimals(10, 2), pa.array([1.0]), "double"),
        (pa.array([1]), pa.array(["x"]), "string"),
        (pa.array([True]), pa.array([1]), "string"),
    ],
)
def test_a_column_of_several_numbers_is_the_widest(write, crawled, columns, one, other, expected):
    root = write({"t/a.parquet": "", "t/b.parquet": ""}) / "t"
    pq.write_table(pa.table({"c": one}), root / "a.parquet")
    pq.write_table(pa.table({"c": other}), root / "b.parquet")
    crawled(root)
    assert columns("t") == {"c": expected}


def test_names_of_json_that_differ_in_case_are_one_column(write, crawled, columns):
    crawled(write({"t/a.json": '{"a": 1, "A": "x", "in": {"b": 1, "B": 2.5, "": 1}, "": 3}'}) / "t")
    assert columns("t") == {"a": "string", "in": "struct<b:double>"}


def test_names_with_signs_of_types_in_them_can_be_read(write, crawled, columns):
    crawled(write({"t/a.json": '{"in": {"x:y": 1, "p,q": {"<": "z"}}}'}) / "t")
    assert columns("t") == {"in": "struct<`x:y`:int,`p,q`:struct<`<`:string>>"}


@pytest.mark.parametrize(
    ("name", "keys", "values"),
    [
        ("t/a=1/a=2/f.json", ["a", "partition_1"], ["1", "2"]),
        ("t/id=7/f.json", ["partition_0"], ["7"]),
        ("t/ID=7/f.json", ["partition_0"], ["7"]),
    ],
)
def test_a_partition_key_has_a_name_of_its_own(catalog, write, crawled, name, keys, values):
    crawled(write({name: '{"id": 1}'}) / "t")
    assert [key["Name"] for key in catalog.table("d", "t")["PartitionKeys"]] == keys
    assert [one["Values"] for one in catalog.partitions("d", "t")] == [values]
    assert [change.what for change in crawled(write({}) / "t").changes] == ["unchanged"]


def test_two_folders_of_one_partition_are_told(catalog, write, crawled):
    root = write({"t/Year=2020/a.json": '{"a": 1}', "t/year=2020/a.json": '{"a": 1}'}) / "t"
    [skipped] = crawled(root).skipped
    assert (skipped.file, skipped.why) == (
        f"{root}/year=2020/",
        f"the partition ['2020'] is the folder {root}/Year=2020/",
    )
    assert len(list(catalog.partitions("d", "t"))) == 1


LONG = '{"items": [\n' + ",\n".join(f'{{"id": {number}, "name": "a, b"}}' for number in range(120_000)) + "\n]}"


def test_a_document_longer_than_a_sample_is_json(write, crawled, columns):
    root = write({"t/a.json": LONG}) / "t"
    crawled(root)
    assert columns("t") == {"items": "array<struct<id:int,name:string>>"}
    path = {"JsonClassifier": {"JsonPath": "$.items[*]"}}
    crawled(root, classifiers=(classifier_from_glue(path),))
    assert columns("t") == {"id": "int", "name": "string"}


def test_names_of_xml_are_as_they_are_written(write, crawled, columns):
    text = '<r xmlns="http://x" xmlns:o="http://o"><p o:k="1"><n>1</n><o:m>x</o:m></p><p o:k="2"><n>2</n></p></r>'
    given = {"XMLClassifier": {"RowTag": "p", "Classification": "mine"}}
    root = write({"t/a.xml": text}) / "t"
    crawled(root, classifiers=(classifier_from_glue(given),))
    assert columns("t") == {"_o:k": "bigint", "n": "bigint", "o:m": "string"}
    crawled(root)
    assert list(columns("t")) == ["_o:k", "n", "o:m"]


def test_a_classifier_of_xml_names_the_classification(catalog, write, crawled):
    given = {"XMLClassifier": {"RowTag": "p", "Classification": "mine"}}
    crawled(write({"t/a.xml": "<r><p><n>1</n></p></r>"}) / "t", classifiers=(classifier_from_glue(given),))
    assert catalog.table("d", "t")["Parameters"]["classification"] == "mine"


def test_a_table_in_zip_says_that_nobody_opens_it(write, crawled):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("a.csv", "id,name\n1,a\n")
    [change] = crawled(write({"t/a.zip": archive.getvalue()}) / "t").changes
    assert change.why == "csv in zip, which no reader here opens, 1 file: one file"
