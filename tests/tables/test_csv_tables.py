"""CSV of tables that Hive would read: what frames and Spark SQL make of the words of its SerDes."""

from __future__ import annotations

import datetime as dt

import pytest

from etl.catalog.csv_tables import LAZY, OPEN_CSV
from etl.errors import EtlWarning


@pytest.fixture
def table(catalog, database, tmp_path):
    """Makes a table of a SerDe with its parameters, columns `name:type`, and a file."""

    def make(content: str | bytes, columns: str, serde: str = LAZY, **parameters: str) -> None:
        (tmp_path / "t").mkdir()
        (tmp_path / "t/a.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        told = {name.replace("_", "."): value for name, value in parameters.items()}
        storage = {
            "Columns": [dict(zip(("Name", "Type"), column.split(":"), strict=True)) for column in columns.split(",")],
            "Location": str(tmp_path / "t"),
            "SerdeInfo": {"SerializationLibrary": serde, "Parameters": told},
        }
        catalog.create_table(database, {"Name": "t", "StorageDescriptor": storage})

    return make


@pytest.fixture
def by_sql(spark, database, rows):
    return lambda: rows(spark.sql(f"SELECT * FROM `{database}`.t"))


@pytest.fixture
def by_frame(glue_context, database, rows):
    return lambda: rows(glue_context.create_dynamic_frame.from_catalog(database, "t"))


def test_sql_tells_null_from_the_empty_text_and_writes_both(table, by_sql, spark, database, tmp_path):
    table('1,x\n2,\n3,\\N\n4,""\n\\N,y\n,z\n', "a:int,b:string", field_delim=",")
    spark.sql(f"INSERT INTO `{database}`.t VALUES (5, ''), (6, NULL), (NULL, 'p,q')")
    assert by_sql() == [
        (1, "x"), (2, ""), (3, None), (4, ""), (5, ""), (6, None), (None, "p,q"), (None, "y"), (None, "z"),
    ]  # fmt: skip
    written = "".join(sorted(file.read_text() for file in tmp_path.glob("t/part-*")))
    assert sorted(written.splitlines()) == ["5,", "6,\\N", '\\N,"p,q"']


def test_a_table_may_have_its_own_null(table, by_sql):
    table("1,NA\n2,\\N\n", "a:int,b:string", field_delim=",", serialization_null_format="NA")
    assert by_sql() == [(1, None), (2, "\\N")]


def test_a_table_of_one_column_keeps_its_empty_texts(table, by_sql, spark, database):
    table("x\n", "a:string", field_delim=",")
    spark.sql(f"INSERT INTO `{database}`.t VALUES (''), (NULL)")
    assert by_sql() == [("",), ("x",), (None,)]


def test_an_escaped_delimiter_is_a_part_of_its_value(table, by_sql, by_frame, spark, database):
    table('a\\,b,c\nd\\\\,e\n"f\\"g,h","i"\nj,k"\\,\n', "a:string,b:string", field_delim=",", escape_delim="\\")
    assert by_sql() == by_frame() == [("a,b", "c"), ("d\\", "e"), ('f"g,h', "i"), ("j", 'k",')]
    with pytest.raises(Exception, match=r"cannot write to a table with an escape\.delim"):
        spark.sql(f"INSERT INTO `{database}`.t VALUES ('x', 'y')")


def test_empty_texts_between_other_quotes_come_back(table, by_sql, by_frame, spark, database, glue_context):
    table("'',1\n", "a:string,b:int", OPEN_CSV, quoteChar="'", escapeChar="\\", separatorChar=",")
    spark.sql(f"INSERT INTO `{database}`.t VALUES ('', 2), ('x,y', 3)")
    assert by_sql() == by_frame() == [("", 1), ("", 2), ("x,y", 3)]


def test_a_date_that_is_none_is_null_and_the_others_are_read(table, by_sql):
    table("1,2020-13-01\n2,2020-01-01\n", "a:int,b:date", field_delim=",")
    assert by_sql() == [(1, None), (2, dt.date(2020, 1, 1))]


@pytest.mark.parametrize(("told", "character"), [("\\t", "\t"), ("9", "\t"), ("1", "\x01"), ("|", "|")])
def test_delimiters_are_characters_or_their_codes(table, by_sql, by_frame, told, character):
    table(f"1{character}x,y\n", "a:int,b:string", field_delim=told)
    assert by_sql() == by_frame() == [(1, "x,y")]


def test_of_a_longer_delimiter_the_first_character_counts(table, by_frame):
    table("1|x\n", "a:int,b:string", field_delim="||")
    with pytest.warns(EtlWarning, match=r"of the delimiter '\|\|' Hive reads '\|' alone"):
        assert by_frame() == [(1, "x")]


def test_sql_reads_other_encodings_and_frames_say_that_they_do_not(table, by_sql, by_frame):
    table("1,é\n".encode("latin-1"), "a:int,b:string", field_delim=",", serialization_encoding="ISO-8859-1")
    assert by_sql() == [(1, "é")]
    with pytest.warns(EtlWarning, match=r"serialization\.encoding ISO-8859-1 is for Spark SQL alone"):
        by_frame()
