"""CSV as people leave it: names that come twice, values beyond measure, quotes of their own."""

from __future__ import annotations

import gzip

import pytest

from etl.catalog.crawler.classifiers import classifier_from_glue
from etl.catalog.table_formats import table_format


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Id,id,price", ["id", "id_2", "price"]),
        ("a,a,a_2", ["a", "a_3", "a_2"]),
        ("a,b,", ["a", "b", "col2"]),
    ],
)
def test_columns_have_names_that_are_told_apart(write, crawled, columns, header, expected):
    given = {"CsvClassifier": {"ContainsHeader": "PRESENT"}}
    crawled(write({"t/a.csv": f"{header}\n1,2,3\n"}) / "t", classifiers=(classifier_from_glue(given),))
    assert list(columns("t")) == expected


def test_a_value_may_be_long(write, crawled, columns):
    crawled(write({"t/a.csv": f"id,text\n1,{'x' * 200_000}\n"}) / "t")
    assert columns("t") == {"id": "bigint", "text": "string"}


def test_a_packed_file_may_have_several_parts(write, crawled, columns):
    crawled(write({"t/a.csv.gz": gzip.compress(b"id,name\n") + gzip.compress(b"1,a\n2,b\n")}) / "t")
    assert columns("t") == {"id": "bigint", "name": "string"}


def test_a_quote_of_ones_own_is_told_to_readers(catalog, write, crawled):
    given = {"CsvClassifier": {"QuoteSymbol": "'", "ContainsHeader": "PRESENT"}}
    crawled(write({"t/a.csv": "id,txt\n1,'a,b'\n"}) / "t", classifiers=(classifier_from_glue(given),))
    table = catalog.table("d", "t")
    assert table["StorageDescriptor"]["SerdeInfo"]["Parameters"]["quoteChar"] == "'"
    assert table_format(table).options["quoteChar"] == "'"


@pytest.mark.parametrize(
    ("number", "type_"),
    [
        ("1234567890123456789", "bigint"),
        ("9223372036854775807", "bigint"),
        ("-9223372036854775808", "bigint"),
        ("9223372036854775808", "double"),
        ("12345678901234567890", "double"),
    ],
)
def test_whole_numbers_are_bigint_as_long_as_they_fit(write, crawled, columns, number, type_):
    crawled(write({"t/a.csv": f"id,n\nx,{number}\n"}) / "t")
    assert columns("t")["n"] == type_
