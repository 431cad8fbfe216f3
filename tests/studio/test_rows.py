"""Helpers that change which rows and columns there are."""

from __future__ import annotations

import pytest

from etl.errors import OptionError, UnknownNameError


def rows(df):
    return [tuple(row) for row in df.collect()]


@pytest.fixture
def phones(spark):
    return spark.sql(
        "select 1 as id, struct(struct(1 as country_code, '555' as number) as home_phone) as phone_numbers"
    )


def test_ex_107_flatten(phones):
    made = phones.gs_flatten()
    assert made.columns == ["id", "phone_numbers.home_phone.country_code", "phone_numbers.home_phone.number"]
    assert rows(made) == [(1, 1, "555")]


def test_ex_107_flatten_one_level(phones):
    assert phones.gs_flatten(maxLevels=1, separator="_").columns == ["id", "phone_numbers_home_phone"]


def test_an_array_becomes_rows(spark):
    df = spark.sql("select 1 as id, array('a', 'b') as tags union all select 2, array() union all select 3, null")
    assert rows(df.gs_explode(colName="tags", newCol="tag")) == [(1, ["a", "b"], "a"), (1, ["a", "b"], "b")]
    assert rows(df.gs_explode(colName="tags", newCol="tags", outer=True)) == [(1, "a"), (1, "b"), (2, None), (3, None)]


def test_a_map_becomes_rows_of_key_and_value(spark):
    maps = spark.sql("select 1 as id, map('a', 10, 'b', 20) as m")
    df = maps.gs_explode("m", "ignored").drop("m")
    assert (df.columns, rows(df)) == (["id", "key", "value"], [(1, "a", 10), (1, "b", 20)])
    named = {newCol: maps.gs_explode(colName="m", newCol=newCol).columns for newCol in (None, "k, v", "m,v")}
    assert named == {None: ["id", "m", "key", "value"], "k, v": ["id", "m", "k", "v"], "m,v": ["id", "m", "v"]}
    with pytest.raises(OptionError, match="arrays or maps"):
        df.gs_explode("id", "x")


def test_rows_of_nulls_go(spark):
    df = spark.createDataFrame([("a", None), (None, None), ("", []), (None, ["b"])], "text string, list array<string>")
    assert rows(df.gs_null_rows()) == [("a", None), ("", []), (None, ["b"])]
    assert rows(df.gs_null_rows(extended=True)) == [("a", None), (None, ["b"])]
    assert df.gs_null_rows(extended="false").count() == 3


@pytest.fixture
def sales(spark):
    data = [("2020", "Jan", "de", 1.0), ("2020", "Jan", "de", 3.0), ("2020", "Feb", "us", 5.0)]
    return spark.createDataFrame(data, "year string, month string, country string, amount double")


def test_values_become_columns(sales):
    made = sales.drop("country").gs_pivot(aggCol="amount", aggFunction="mean", colList=["month"])
    assert (made.columns, rows(made)) == (["year", "Feb", "Jan"], [("2020", 5.0, 2.0)])


def test_values_of_several_columns_are_joined(sales):
    made = sales.gs_pivot("amount", "countDistinct", "month, country")
    assert (made.columns, rows(made)) == (["year", "Feb_us", "Jan_de"], [("2020", 1, 2)])
    with pytest.raises(UnknownNameError, match="Did you mean 'mean'"):
        sales.gs_pivot("amount", "meen", ["month"])


def test_values_of_several_columns_stay_apart(spark):
    df = spark.sql("select * from values ('a', null, 1), (null, 'a', 3), ('null', 'b', 5) as t(x, y, n)")
    made = df.gs_pivot("n", "sum", "x, y")
    assert (made.columns, rows(made)) == (["a_null", "null_b", "null_a"], [(1, 5, 3)])
    alike = spark.sql("select * from values ('a_b', 'c', 1), ('a', 'b_c', 2) as t(x, y, n)")
    with pytest.raises(OptionError, match="gs_pivot colList: cannot use 'a_b_c'"):
        alike.gs_pivot("n", "sum", "x, y")


def test_columns_become_rows_but_for_nulls(spark):
    df = spark.createDataFrame([("x", 1, None)], "id string, `a.b` int, c int")
    assert rows(df.gs_unpivot("`a.b`, c", "name", "value")) == [("x", "a.b", 1)]
    assert rows(df.gs_unpivot(["a.b", "c"], includeNulls=True)) == [("x", "a.b", 1), ("x", "c", None)]


def test_lookup_brings_columns_of_a_table(spark, glue_context):
    spark.sql("create database studio_lookup")
    users = spark.createDataFrame(
        [(1, "eu", "Ann"), (1, "eu", "Bo"), (2, "us", "Cy")], "id int, region string, name string"
    )
    users.write.saveAsTable("studio_lookup.users")
    df = spark.createDataFrame([(1, "eu"), (2, "eu")], "user_id int, region string")
    made = df.gs_lookup("studio_lookup.users", "user_id=id, region", "name")
    assert made.columns == ["user_id", "region", "name"]
    assert sorted(rows(made), key=str) == [(1, "eu", "Ann"), (1, "eu", "Bo"), (2, "eu", None)]
    with pytest.raises(OptionError, match="gs_lookup colList: cannot use 'region'"):
        df.gs_lookup("studio_lookup.users", "user_id=id", "region")
    with pytest.raises(UnknownNameError, match=r"table of studio_lookup 'user'.* Did you mean 'users'"):
        df.gs_lookup("studio_lookup.user", "user_id=id", "name")
    with pytest.raises(UnknownNameError, match=r"database 'studio_look'.* Did you mean 'studio_lookup'"):
        df.gs_lookup("studio_look.users", "user_id=id", "name")


def test_ex_116_drop_duplicates_is_sparks(spark, glue_context):
    rose, tim = ("Rose", "rose@gmail", 23, "NJ"), ("Tim", "tim@gmail", 42, "OH")
    data = [("Joy", "joy@gmail", 33, "NY"), ("Tim", "tim@gmail", 45, "OH"), rose, tim, rose, tim, rose]
    df = spark.createDataFrame(data, "name string, email string, age int, state string").coalesce(1)
    assert sorted(row.age for row in df.dropDuplicates(["name", "email"]).collect()) == [23, 33, 45]
    assert df.dropDuplicates().count() == 4


def test_partitions(spark):
    assert spark.range(9).gs_repartition(numPartitionsStr="3").rdd.getNumPartitions() == 3
    cores = spark.sparkContext.defaultParallelism
    assert spark.range(9).gs_repartition().rdd.getNumPartitions() == cores
    for number in ("many", 0, "0", -1):
        with pytest.raises(OptionError, match="1 or more"):
            spark.range(1).gs_repartition(number)
