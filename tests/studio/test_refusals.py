"""What helpers refuse, by an error that names the helper, the value and what is expected."""

from __future__ import annotations

import pytest

from etl.errors import EtlError

ALIKE = "cannot use {!r}; there would be two columns of this name"


@pytest.mark.parametrize(
    ("row", "helper", "arguments", "name"),
    [
        ("map('a', 1) as m, 2 as key", "gs_explode", {"colName": "m"}, "key"),
        ("map('a', 1) as m", "gs_explode", {"colName": "m", "newCol": "k,k"}, "k"),
        ("array(1) as a, 2 as b", "gs_explode", {"colName": "a", "newCol": "B"}, "B"),
        ("'Ann' as name, 1 as jan", "gs_unpivot", {"colList": "jan"}, "name"),
        ("1 as jan", "gs_unpivot", {"colList": "jan", "nameCol": "x", "valueCol": "X"}, "X"),
        ("'x' as y, 'y' as p, 1 as n", "gs_pivot", {"aggCol": "n", "aggFunction": "sum", "colList": "p"}, "y"),
        ("struct(1 as b) as a, 2 as a_b", "gs_flatten", {"separator": "_"}, "a_b"),
        ("struct(1 as w) as p, 2 as `p.w`", "gs_flatten", {}, "p.w"),
        ("array(1) as a", "gs_array_to_cols", {"colName": "a", "colList": "x,x"}, "x"),
        ("'12' as s", "gs_regex_extract", {"colName": "s", "regex": "(1)(2)", "newCols": "x,X"}, "X"),
        ("'{}' as s", "gs_extract_json", {"colName": "s", "jsonPaths": "a,b", "colList": "x,x"}, "x"),
    ],
)
def test_no_column_is_lost_for_one_of_its_name(spark, row, helper, arguments, name):
    with pytest.raises(EtlError, match=rf"^{helper} \w+: {ALIKE.format(name)}"):
        getattr(spark.sql(f"select {row}"), helper)(**arguments)


@pytest.mark.parametrize(
    ("helper", "arguments", "why"),
    [
        ("gs_split", {"colName": "s", "pattern": "("}, r"gs_split pattern: cannot use '\('; .*\(Unclosed group"),
        ("gs_split", {"colName": "s", "pattern": "+"}, r"pattern.*\(Dangling meta.*after \\ or in \[ \]"),
        ("gs_split", {"colName": "s", "pattern": None}, "gs_split pattern: cannot use None; expected a text"),
        ("gs_regex_extract", {"colName": "s", "regex": None, "newCols": "a"}, "regex: cannot use None"),
        ("gs_regex_extract", {"colName": "s", "regex": "[", "newCols": "a"}, r"regex: cannot use '\['"),
        ("gs_array_to_cols", {"colName": "s", "colList": "a"}, "colName.*column of arrays; it is string"),
        ("gs_array_to_cols", {"colName": "m", "colList": "a"}, "colName.*column of arrays; it is map"),
        ("gs_explode", {"colName": "a"}, "gs_explode newCol: cannot use None; expected one name"),
        ("gs_explode", {"colName": "m", "newCol": "a,b,c"}, "a name for the keys"),
        ("gs_explode", {"colName": "a", "newCol": "x", "outer": "maybe"}, "gs_explode outer"),
        ("gs_extract_json", {"colName": "s", "jsonPaths": "a", "colList": "b", "dropCol": 2}, "json dropCol"),
        ("gs_derived", {"colName": "n", "expr": 1}, "gs_derived expr: cannot use 1; expected a text"),
        ("gs_derived", {"colName": None, "expr": "1"}, "name of a column: cannot use None"),
        ("gs_concat", {"colName": "c", "colList": None}, "gs_concat colList: cannot use None; expected names"),
        ("gs_concat", {"colName": "c", "colList": "s", "spacer": 1}, "gs_concat spacer: cannot use 1"),
        ("gs_pivot", {"aggCol": "s", "aggFunction": ["sum"], "colList": "a"}, "gs_pivot aggFunction"),
        ("gs_flatten", {"maxLevels": "x"}, "gs_flatten maxLevels: cannot use 'x'; expected a whole number"),
        ("gs_flatten", {"separator": None}, "gs_flatten separator: cannot use None"),
        ("gs_lookup", {"tableName": "default.x", "keyList": [], "colList": "s"}, "gs_lookup keyList: cannot use"),
        ("gs_explode", {"colName": "o.lis", "newCol": "z"}, "Unknown field of o 'lis'. Did you mean 'list'"),
        ("gs_explode", {"colName": "o.list.colr", "newCol": "z"}, "field of o.list 'colr'. Did you mean 'color'"),
        ("gs_split", {"colName": "s.x", "pattern": ","}, "'s.x'; s is string"),
    ],
)  # fmt: skip
def test_arguments_that_cannot_be_used(spark, helper, arguments, why):
    df = spark.sql("select 's' as s, array(1) as a, map(1, 2) as m, struct(array(struct(1 as color)) as list) as o")
    with pytest.raises(EtlError, match=why) as raised:
        getattr(df, helper)(**arguments)
    assert raised.value.__notes__[0].startswith(f"in {helper}, test_refusals.py line ")


def test_several_columns_are_not_replaced_by_one(spark):
    df = spark.sql("select 1 as Name, 2 as name")
    with pytest.raises(EtlError, match="cannot use 'NAME'; it would take the place of several columns"):
        df.gs_derived("NAME", "3")


def test_the_column_of_json_goes_but_not_the_one_that_takes_its_name(spark):
    df = spark.sql("""select '{"log": 5}' as message""")
    made = df.gs_extract_json("message", "log", "Message", "true")
    assert (made.columns, made.first()[0]) == (["Message"], "5")


def test_a_session_that_does_not_escape_in_literals_gives_the_same(spark):
    df = spark.sql("select 'a1b22' as s, timestamp'2023-01-02 03:04:05' as t")
    spark.conf.set("spark.sql.parser.escapedStringLiterals", "true")
    try:
        made = (
            df.gs_regex_extract("s", r"(\d\d)", "o").gs_split("s", r"\d+", "p").gs_format_timestamp("t", "%H o'clock")
        )
        assert tuple(made.gs_concat("q", "o,o", spacer="\\'").first())[1:] == (
            "03 o'clock",
            "22",
            ["a", "b", ""],
            "22\\'22",
        )
    finally:
        spark.conf.unset("spark.sql.parser.escapedStringLiterals")
