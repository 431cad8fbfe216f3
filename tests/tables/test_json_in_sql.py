"""JSON of tables of the catalog, whose names count without case in Spark SQL too."""

from __future__ import annotations

import pytest

from etl.catalog.inputs import table_input
from etl.errors import EtlWarning


@pytest.fixture
def read(spark, database, rows):
    return lambda what="*", name="t": rows(spark.sql(f"SELECT {what} FROM `{database}`.{name}"))


@pytest.fixture
def change_columns(catalog, database):
    def change(name: str, columns: dict[str, str]) -> None:
        table = table_input(catalog.table(database, name))
        table["StorageDescriptor"]["Columns"] = [{"Name": column, "Type": type_} for column, type_ in columns.items()]
        catalog.update_table(database, table)

    return change


def test_names_count_without_case_at_every_depth_and_keys_of_maps_with_it(add_table, change_columns, read):
    columns = {
        "customerid": "int",
        "ns": "struct<aa:int,Bb:array<struct<c:string>>>",
        "m": "map<string,struct<v:int>>",
        "last": "string",
    }
    file = add_table("t", "json", "x:int") / "a.json"
    change_columns("t", columns)
    file.write_text(
        '{"customerId": 1, "unknown": {"Last": [{"x": []}]}, "Ns": {"Aa": 2, "BB": [{"C": "x"}]}, '
        '"M": {"Key": {"V": 3}}, "LAST": "z"}\n'
        "[]\n"
        '[{"CUSTOMERID": 4}, {"customerid": 5, "last": {"Kept":1}}]\n'
    )
    assert read("customerid, ns.aa, ns.bb[0].c, m['Key'].v, last") == [
        (1, 2, "x", 3, "z"), (4, None, None, None, None), (5, None, None, None, '{"Kept":1}'),
    ]  # fmt: skip
    assert read("m['key']")[0] == (None,)
    assert read("count(*)", "t WHERE customerid > 3") == [(2,)]


def test_what_sql_inserts_both_read(add_table, read, spark, database, rows, glue_context):
    folder = add_table("t", "json", "customerid:int,x:string")
    (folder / "a.json").write_text('{"customerId": 1, "X": "a"}\n')
    spark.sql(f"INSERT INTO `{database}`.t VALUES (2, 'b')")
    assert read() == [(1, "a"), (2, "b")]
    assert glue_context.create_dynamic_frame.from_catalog(database, "t").count() == 2


def test_a_table_of_spark_that_others_give_columns_is_read_so_too(spark, database, change_columns, read):
    spark.sql(f"CREATE TABLE `{database}`.t USING json AS SELECT 1 AS Id")
    spark.createDataFrame([(2,)], "Id int").write.mode("append").format("json").saveAsTable(f"`{database}`.t")
    assert read() == [(1,), (2,)]
    change_columns("t", {"id": "int", "more": "int"})
    assert read() == [(1, None), (2, None)]


def test_a_table_may_say_what_the_data_calls_a_column(add_table, read, catalog, database, glue_context):
    (add_table("t", "json", "day:string,id:int") / "a.json").write_text('{"Time": "mon", "ID": 1}\n')
    table = table_input(catalog.table(database, "t"))
    table["StorageDescriptor"]["SerdeInfo"]["Parameters"] = {"mapping.day": "time"}
    catalog.update_table(database, table)
    assert read() == [("mon", 1)]
    with pytest.warns(EtlWarning, match=r"mapping.day is for Spark SQL alone"):
        glue_context.create_dynamic_frame.from_catalog(database, "t")
