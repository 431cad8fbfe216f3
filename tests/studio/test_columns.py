"""Helpers that add a column or change one."""

from __future__ import annotations

import datetime as dt
import decimal

import pytest

from etl.errors import OptionError, UnknownNameError
from etl.studio.date_patterns import spark_pattern


def rows(df):
    return [tuple(row) for row in df.collect()]


def utc(seconds):
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def instants(df, name):
    return [row[0] for row in df.selectExpr(f"unix_micros({name}) / 1000000").collect()]


def test_ex_112_derived_column(spark):
    df = spark.createDataFrame([(14, 100), (6, 20), (3, 40)], "success int, count int")
    assert rows(df.gs_derived(colName="rate", expr="success * 100 / count || '%'").select("rate")) == [
        ("14.0%",),
        ("30.0%",),
        ("7.5%",),
    ]


def test_a_derived_column_takes_the_place_of_the_one_of_its_name(spark):
    df = spark.createDataFrame([("$5", 1)], "`the.price` string, n int")
    made = df.gs_derived(colName="`the.price`", expr="cast(replace(`the.price`, '$', '') as int)")
    assert (made.columns, rows(made)) == (["the.price", "n"], [(5, 1)])


def test_ex_108_concatenate(spark):
    df = spark.createDataFrame(
        [(f"0{day}", "01", "2020") for day in range(1, 5)], "day string, month string, year string"
    )
    made = df.gs_concat(colName="date", colList=["year", "month", "day"], spacer="-")
    assert made.columns == ["day", "month", "year", "date"]
    assert [row["date"] for row in made.collect()] == [f"2020-01-0{day}" for day in range(1, 5)]


def test_concatenate_has_no_spacer_and_nothing_for_null_unless_given(spark):
    df = spark.createDataFrame([("a", None, 3)], "`x:` string, y string, z int")
    names = ["x:", "y", "`z`"]
    commas = spark.sql("select 1 as `c,d`, 2 as `x y`").gs_concat("n", "`c,d`,`x y`")
    assert commas.first().n == "12"
    made = df.gs_concat("plain", names).gs_concat("full", names, spacer="'-", nullReplacement="?")
    assert rows(made.select("plain", "full")) == [("a3", "a'-?'-3")]


def test_split_and_array_to_columns(spark):
    df = spark.createDataFrame([("2020-01 05",), ("2021",), (None,)], "at string")
    parts = df.gs_split(colName="at", pattern="[- ]", newColName="parts")
    made = parts.gs_array_to_cols(colName="parts", colList="year, day", indexes="1,3")
    assert made.columns == ["at", "parts", "year", "day"]
    assert rows(made.select("year", "day")) == [("2020", "05"), ("2021", None), (None, None)]
    assert rows(parts.gs_array_to_cols(colName="`parts`", colList="parts,b").select("parts", "b"))[0] == ("2020", "01")
    assert rows(parts.gs_array_to_cols("parts", "b", 2).select("b"))[0] == ("01",)
    assert df.gs_split("at", r"\s").schema["at"].dataType.simpleString() == "array<string>"


@pytest.mark.parametrize("indexes", ["0,1", "x,1", "1", "1,99999999999", [1, None], 2])
def test_wrong_indexes_are_refused(spark, indexes):
    df = spark.createDataFrame([(["a"],)], "a array<string>")
    with pytest.raises(OptionError, match="indexes"):
        df.gs_array_to_cols("a", "x,y", indexes)


@pytest.mark.parametrize("pattern", ["yyyy-MM-dd HH:mm", "%Y-%m-%d %H:%M"])
def test_ex_111_format_timestamp(spark, pattern):
    df = spark.sql("select timestamp'2023-01-01 00:00:00' as at, '2023-01-01' as day")
    made = df.gs_format_timestamp(colName="at", dateFormat=pattern).gs_format_timestamp("day", pattern, "text")
    assert rows(made) == [("2023-01-01 00:00", "2023-01-01", "2023-01-01 00:00")]


def test_what_is_no_code_of_a_pattern_comes_out_as_it_is(spark):
    patterns = {
        "[%Y-%m-%d]": "[2023-01-02]", "%Yx[y]%m": "2023x[y]01", "%%T%H": "%T03", "%H%%h": "03%h", "{%Y}": "{2023}",
        "#%Y": "#2023", "%d o'clock %%": "02 o'clock %", "%Y%y%d%d%b%m%A%a": "2023230202Jan01MondayMon",
        "'%H'": "'03'", "%x %X": "01/02/23 03:04:05", "%Y\n%m é": "2023\n01 é",
    }  # fmt: skip
    df = spark.sql("select timestamp'2023-01-02 03:04:05' as at")
    for number, pattern in enumerate(patterns):
        df = df.gs_format_timestamp("at", pattern, f"t{number}")
    assert rows(df.drop("at")) == [tuple(patterns.values())]


@pytest.mark.parametrize(
    ("pattern", "why"), [("%Y%Q", "Unknown code"), ("%Y %", "after each %"), ("% d", "after each %")]
    + [(f"%{letter}", f"nothing like %{letter}") for letter in "cGuUVwW"],
)  # fmt: skip
def test_codes_without_a_meaning_here_are_refused_by_name(pattern, why):
    with pytest.raises((OptionError, UnknownNameError), match=why):
        spark_pattern("gs_now dateFormat", pattern)


def test_ex_111_to_timestamp_of_iso(spark):
    df = spark.createDataFrame([("2022-11-02T14:40:59.915Z",), ("no",), (None,)], "at string")
    made = df.gs_to_timestamp(colName="at", colType="iso")
    assert made.dtypes == [("at", "timestamp")]
    assert instants(made, "at") == [1667400059.915, None, None]


@pytest.mark.parametrize(("kind", "number"), [("seconds", 1.5), ("milliseconds", 1500), ("microseconds", 1500000)])
def test_to_timestamp_of_numbers_and_texts_of_numbers(spark, kind, number):
    df = spark.createDataFrame([(number, str(number))], ["n", "t"])
    made = df.gs_to_timestamp("n", kind).gs_to_timestamp("t", kind, "u")
    assert instants(made, "n") + instants(made, "u") == [1.5, 1.5]
    assert dict(made.dtypes)["t"] == "string"


def test_autodetect_decides_for_each_value(spark):
    values = ["1667400059", "1667400059915", "1667400059915000", "2022-11-02T14:40:59.915Z"]
    values += ["1970", "19700102", "19701301", "2022-11-02", "x", None]
    made = spark.createDataFrame([(each,) for each in values], "at string").gs_to_timestamp(colName="at")
    found = instants(made, "at")
    assert found[:4] == [1667400059, 1667400059.915, 1667400059.915, 1667400059.915]
    assert (found[5] - found[4], found[6]) == (24 * 60 * 60, 19701301)
    assert found[7] is not None
    assert found[8:] == [None, None]


@pytest.mark.parametrize("kind", ["autodetect", "seconds", "microseconds"])
def test_a_number_that_is_no_time_is_null(spark, kind):
    df = spark.createDataFrame([("9" * 32,), ("NaN",)], "at string")
    assert instants(df.gs_to_timestamp("at", kind), "at") == [None, None]


def test_an_unknown_kind_of_timestamp_is_refused(spark):
    with pytest.raises(UnknownNameError, match="Did you mean 'seconds'"):
        spark.range(1).gs_to_timestamp("id", "second")


def test_the_current_time_is_a_timestamp_or_a_text(spark):
    made = spark.range(1).gs_now(colName="at").gs_now(colName="day", dateFormat="%Y-%m-%d")
    assert made.dtypes[1:] == [("at", "timestamp"), ("day", "string")]
    [(at, day)] = rows(made.selectExpr("unix_seconds(at)", "day"))
    assert abs(at - dt.datetime.now(dt.UTC).timestamp()) < 600
    assert len(day) == len("2020-01-01")


def test_identifiers_differ(spark):
    made = spark.range(3).gs_uuid(colName="u").gs_sequence_id(colName="i").gs_sequence_id("d", unique=True).cache()
    assert [type_ for _, type_ in made.dtypes[1:]] == ["string", "bigint", "decimal(38,0)"]
    found = rows(made.drop("id"))
    assert all(len(set(column)) == 3 for column in zip(*found, strict=True))
    assert all(len(row[0]) == 36 and row[2] > decimal.Decimal(10) ** 31 for row in found)
    assert (spark.range(1).gs_uuid().columns[-1], spark.range(1).toDF("n").gs_sequence_id().columns[-1]) == (
        "UUID",
        "id",
    )


def test_json_objects_become_structs(spark):
    df = spark.createDataFrame([('{"a": 1, "b": ["x"]}',), ('{"a": 2}',), ("no",), (None,)], "user string")
    made = df.gs_parse_json(colName="user")
    assert made.schema["user"].dataType.simpleString() == "struct<a:bigint,b:array<string>>"
    assert rows(made.selectExpr("user.a", "user.b")) == [(1, ["x"]), (2, None), (None, None), (None, None)]


def test_a_column_of_no_json_or_of_empty_objects_becomes_empty_structs(spark):
    df = spark.createDataFrame([("{}",), (None,)], "user string")
    assert df.gs_parse_json("user").schema["user"].dataType.simpleString() == "struct<>"


def test_json_arrays_need_a_schema(spark):
    df = spark.createDataFrame([("[1, 2]",)], "a string")
    assert rows(df.gs_parse_json("a", newColName="b", schema="array<int>")) == [("[1, 2]", [1, 2])]
    with pytest.raises(OptionError, match=r"gs_parse_json schema.*a has no objects.*array<int>"):
        df.gs_parse_json("a")


def test_a_sample_of_json_that_tells_nothing_is_not_relied_on(spark):
    df = spark.createDataFrame([('{"a": 1}',)], "user string")
    assert df.gs_parse_json("user", samplingRatio="0.000001").schema["user"].dataType.names == ["a"]
    for ratio in (2, "abc", 0):
        with pytest.raises(OptionError, match=r"gs_parse_json samplingRatio: .*1"):
            df.gs_parse_json("user", samplingRatio=ratio)


def test_paths_into_json(spark):
    df = spark.createDataFrame([('{"log": "x", "a. a": 1, "deep": {"b": [true]}}', 1)], "message string, n int")
    made = df.gs_extract_json(
        colName="message", jsonPaths="log, $['a. a'], $.deep.b[0],none", colList="log, a, b, c", dropCol=True
    )
    assert (made.columns, rows(made)) == (["n", "log", "a", "b", "c"], [(1, "x", "1", "true", None)])
    with pytest.raises(OptionError, match="colList"):
        df.gs_extract_json("message", "log,b", "log")


def test_a_regular_expression_gives_its_match_or_its_groups(spark):
    df = spark.createDataFrame([("$12.50 each",), ("free",), (None,)], "price string")
    made = df.gs_regex_extract(colName="price", regex=r"\$?(\d+)(\.)(\d+)", newCols="whole,,cents")
    assert made.columns == ["price", "whole", "cents"]
    assert rows(made.drop("price")) == [("12", "50"), ("", ""), (None, None)]
    assert rows(df.gs_regex_extract("price", r"^\S*", "first").select("first")) == [("$12.50",), ("free",), (None,)]
    with pytest.raises(OptionError, match="one for each group"):
        df.gs_regex_extract("price", "(a)(b)", "x")


def test_a_text_without_a_match_may_fail_the_job(spark):
    df = spark.createDataFrame([("a1",), (None,)], "s string")
    assert rows(df.gs_regex_extract("s", r"\d", "n", failOnNoMatch="true").select("n")) == [("1",), (None,)]
    with pytest.raises(Exception, match=r"gs_regex_extract: a value of s does not match \\d\\d: a1"):
        df.gs_regex_extract("s", r"\d\d", "n", failOnNoMatch=True).collect()


def test_a_wrong_column_is_an_error_with_the_near_name(spark):
    df = spark.createDataFrame([("a",)], "colour string")
    with pytest.raises(UnknownNameError, match="Did you mean 'colour'"):
        df.gs_split(colName="`color`", pattern=",")


@pytest.mark.parametrize("pattern", ["bogus", "yyyy-MM-dd'T", "{yyyy}"])
def test_a_pattern_that_is_none_is_told_at_once(spark, pattern):
    df = spark.createDataFrame([("a",)], "s string")
    for helper, arguments in ((df.gs_now, ("t",)), (df.gs_format_timestamp, ("s",))):
        with pytest.raises(OptionError, match=rf"{helper.__name__} dateFormat: cannot use .*expected a pattern"):
            helper(*arguments, dateFormat=pattern)
