"""Records as texts: as Glue shows them, as files hold them, and as Python functions get and return them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from etl.frame.fold import struct_of
from etl.frame.physical import logical_struct, quoted
from etl.frame.types import (
    DOUBLE,
    FLOAT,
    INT,
    LONG,
    NULL,
    SHORT,
    STRING,
    Array,
    Choice,
    Decimal,
    Field,
    Map,
    Struct,
)
from etl.jvm.records import fold_texts, parse_text, read_texts, record_text

EVERY_TYPE = """
    CAST(1 AS byte) AS b, CAST(2 AS short) AS s, 3 AS i, 4000000000L AS l, CAST(0.1 AS float) AS f, 1e22D AS d,
    CAST(1.20 AS decimal(10,2)) AS dec, true AS t, 'a"\\\\é' AS text, X'00FF' AS bin, DATE '2020-01-31' AS day,
    TIMESTAMP '2020-01-31 12:00:00.5' AS at, array(1, null) AS list, map('k', 1, 'n', null) AS map,
    named_struct('x', 1, 'y', CAST(null AS string)) AS struct, CAST(null AS int) AS none
"""
PLAIN = (
    '{"b":1,"s":2,"i":3,"l":4000000000,"f":0.1,"d":1.0E22,"dec":1.20,"t":true,"text":"a\\"\\\\é","bin":"AP8=",'
    '"day":"2020-01-31","at":"2020-01-31 12:00:00.5","list":[1,null],"map":{"k":1,"n":null},'
    '"struct":{"x":1,"y":null},"none":null}'
)


def text_of(df: DataFrame, schema: Struct, style: Any) -> str:
    columns = [F.col(quoted(field.column)) for field in schema]
    ((text,),) = df.select(record_text(df.sparkSession, schema, style)(F.struct(*columns))).collect()
    assert isinstance(text, str)
    return text


def texts_of(spark: SparkSession, *texts: str | None) -> DataFrame:
    return spark.createDataFrame([(text,) for text in texts], "text string")


def test_compact_is_json_without_blanks(spark: SparkSession) -> None:
    df = spark.sql(f"SELECT {EVERY_TYPE}")
    assert text_of(df, logical_struct(df.schema), "compact") == PLAIN


def test_show_has_blanks_as_glue_has(spark: SparkSession) -> None:
    df = spark.sql("SELECT 1 AS a, array(1, 2) AS b, named_struct('c', 'd,e:f') AS s, map('k', 1, 'm', 2) AS m")
    shown = '{"a": 1, "b": [1, 2], "s": {"c": "d,e:f"}, "m": {"k": 1, "m": 2}}'
    assert text_of(df, logical_struct(df.schema), "show") == shown


def test_tagged_tells_what_json_cannot(spark: SparkSession) -> None:
    df = spark.sql(f"SELECT {EVERY_TYPE}")
    record = json.loads(text_of(df, logical_struct(df.schema), "tagged"))
    assert {name: value for name, value in record.items() if value != json.loads(PLAIN)[name]} == {
        "dec": {"\0decimal": "1.20"},
        "bin": {"\0binary": "AP8="},
        "day": {"\0date": "2020-01-31"},
        "at": {"\0timestamp": 1580472000500000},
    }


def test_timestamps_are_those_of_the_session(spark: SparkSession) -> None:
    spark.conf.set("spark.sql.session.timeZone", "Asia/Tokyo")
    df = spark.sql("SELECT timestamp_seconds(0) AS t")
    assert text_of(df, logical_struct(df.schema), "compact") == '{"t":"1970-01-01 09:00:00"}'


@pytest.mark.parametrize(("style", "expected"), [("compact", '"NaN"'), ("tagged", '{"\\u0000double":"NaN"}')])
def test_what_is_no_number_is_text(spark: SparkSession, style: str, expected: str) -> None:
    df = spark.sql("SELECT double('NaN') AS d")
    assert text_of(df, logical_struct(df.schema), style) == f'{{"d":{expected}}}'


def test_keys_of_maps_become_strings(spark: SparkSession) -> None:
    df = spark.sql("SELECT map(1, 2) AS i, map(DATE '2020-01-31', 2) AS d, map(1.5BD, 2) AS n, map(true, 2) AS b")
    text = '{"i":{"1":2},"d":{"2020-01-31":2},"n":{"1.5":2},"b":{"true":2}}'
    assert text_of(df, logical_struct(df.schema), "compact") == text


def test_absent_fields_are_left_out_and_nulls_are_not(spark: SparkSession) -> None:
    schema = Struct((
        Field("plain", INT), Field("absent", INT, absent=True, null=False), Field("box1", INT, absent=True),
        Field("box2", INT, absent=True), Field("no1", Choice((INT, STRING)), absent=True),
        Field("no2", Choice((INT, STRING)), absent=True), Field("no3", Choice((INT, STRING))), Field("never", NULL),
    ))  # fmt: skip
    nothing = "named_struct('int', CAST(null AS int), 'string', CAST(null AS string))"
    df = spark.sql(
        "SELECT CAST(null AS int) AS plain, CAST(null AS int) AS absent, CAST(null AS struct<value:int>) AS box1,"
        f" named_struct('value', CAST(null AS int)) AS box2, CAST(null AS struct<int:int,string:string>) AS no1,"
        f" {nothing} AS no2, CAST(null AS struct<int:int,string:string>) AS no3, null AS never"
    )
    assert text_of(df, schema, "compact") == '{"plain":null,"box2":null,"no2":null,"no3":null,"never":null}'


def test_a_choice_is_its_value(spark: SparkSession) -> None:
    choice = Choice((Array(INT), INT, STRING))
    df = spark.sql("""SELECT transform(array(1, 2, 3, 4), i -> named_struct('array', if(i = 1, array(7), null),
                      'int', if(i = 2, 8, null), 'string', if(i = 3, 'nine', null))) AS c""")
    assert text_of(df, Struct((Field("c", Array(choice)),)), "compact") == '{"c":[[7],8,"nine",null]}'


def test_every_type_comes_back_from_python_unchanged(spark: SparkSession) -> None:
    df = spark.sql(f"SELECT {EVERY_TYPE}, double('NaN') AS nan, float('-inf') AS inf")
    schema = logical_struct(df.schema)
    texts = texts_of(spark, text_of(df, schema, "tagged"))
    folded = struct_of(fold_texts(spark, texts, schema))
    types = {field.name: field.type for field in schema}
    seen = {"none": NULL, "struct": Struct((Field("x", INT, null=False), Field("y", NULL)))}
    assert {field.name: field.type for field in folded} == {**types, **seen}
    assert str(read_texts(spark, texts, schema).collect()) == str(df.collect())


@pytest.mark.parametrize(
    ("hint", "text", "type_"),
    [
        (LONG, "1", LONG),
        (SHORT, "1", SHORT),
        (SHORT, "70000", INT),
        (INT, "3000000000", LONG),
        (INT, "1.5", DOUBLE),
        (DOUBLE, "1", DOUBLE),
        (FLOAT, "1.5", FLOAT),
        (STRING, "1", INT),
        (Decimal(10, 2), "1", Decimal(10, 2)),
        (Decimal(10, 2), "1.25", Decimal(10, 2)),
        (Decimal(10, 2), "0.333", DOUBLE),
        (Decimal(10, 2), '{"\\u0000decimal":"1.5"}', Decimal(10, 2)),
        (Decimal(10, 2), '{"\\u0000decimal":"0.333"}', Decimal(3, 3)),
        (None, '{"\\u0000decimal":"-12.30"}', Decimal(4, 2)),
        (None, "1" * 20, Decimal(38, 0)),
        (Choice((INT, LONG)), "1", INT),
        (Choice((LONG, STRING)), "1", LONG),
        (Map(LONG), '{"a":1,"b":2}', Map(LONG)),
        (Map(LONG), '{"a":"x"}', Map(STRING)),
        (Array(LONG), "[1,2]", Array(LONG)),
        (Array(LONG), '[1,"x"]', Array(Choice((LONG, STRING)))),
        (Struct((Field("a", LONG),)), '{"a":1}', Struct((Field("a", LONG, null=False),))),
        (None, '{"a":1}', Struct((Field("a", INT, null=False),))),
    ],
)
def test_numbers_and_maps_keep_the_types_that_they_had(spark: SparkSession, hint: Any, text: str, type_: Any) -> None:
    texts = texts_of(spark, f'{{"v":{text}}}')
    before = Struct((Field("v", hint),)) if hint else None
    (field,) = struct_of(fold_texts(spark, texts, before))
    assert field.type == type_
    ((value,),) = read_texts(spark, texts, Struct((field,))).collect()
    assert value is not None


def test_a_null_text_is_no_record(spark: SparkSession) -> None:
    texts = texts_of(spark, '{"a":1}', None, "{}")
    schema = struct_of(fold_texts(spark, texts, None))
    assert schema == Struct((Field("a", INT, absent=True, null=False),))
    assert [row.a for row in read_texts(spark, texts, schema).collect()] == [1, None]


def test_records_of_no_field_are_counted(spark: SparkSession) -> None:
    assert read_texts(spark, texts_of(spark, "{}", "{}"), Struct()).count() == 2


def test_texts_are_read_once_for_all_columns(spark: SparkSession) -> None:
    schema = Struct((Field("a", INT), Field("b`.", INT)))
    rows = read_texts(spark, texts_of(spark, '{"a":1,"b`.":2}'), schema)
    plan = rows.where("a > 0 AND a < 5")._jdf.queryExecution().optimizedPlan().toString()
    assert plan.count("RecordTexts@") == 1


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ('{"a":1}', None),
        ('{"a":2,"b":{"c":[1]}} ', None),
        ('{"a":1', "Unexpected end-of-input: expected close marker for Object"),
        ('{"a":1} x', "Unrecognized token 'x'"),
        ('{"a":1} 2', "there is more behind the end of the record"),
        ("[1]", "a record must be an object"),
        ("", "a record must be an object"),
    ],
)
def test_a_text_is_a_row_or_the_reason_why_not(spark: SparkSession, text: str, failure: str | None) -> None:
    read, why = parse_text(spark, Struct((Field("a", INT),)))
    ((row, reason),) = texts_of(spark, text).select(read(F.col("text")), why(F.col("text"))).collect()
    assert (row is None) == bool(failure)
    assert (reason is None) == (failure is None)
    assert (reason or "").startswith(failure or "")
