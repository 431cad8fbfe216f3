from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from awsglue.dynamicframe import DynamicFrame
from etl.catalog.errors import EntityNotFoundException
from etl.errors import EtlWarning, OptionError, UnsupportedFeatureError


@pytest.fixture
def frame_of(glue_context: Any, spark: Any) -> Any:
    def make(schema: str, *rows: tuple[Any, ...]) -> DynamicFrame:
        return DynamicFrame.fromDF(spark.createDataFrame(list(rows), schema), glue_context, "frame")

    return make


@pytest.fixture
def sink_to(glue_context: Any, database: str, bucket: str) -> Any:
    """Writes a frame by an updating sink to a table of its own folder."""

    def write(frame: DynamicFrame, table: str, form: str = "glueparquet", csv: Any = None, **options: Any) -> None:
        given = {"enableUpdateCatalog": True, "updateBehavior": "UPDATE_IN_DATABASE", **options}
        sink = glue_context.getSink(connection_type="s3", path=f"s3://{bucket}/{table}/", **given)
        sink.setFormat(form, **(csv or {}))
        sink.setCatalogInfo(catalogDatabase=database, catalogTableName=table)
        sink.writeFrame(frame)

    return write


@pytest.mark.parametrize("form", ["glueparquet", "json", "csv"])
def test_a_sink_makes_the_table_and_both_frames_and_sql_read_it(
    form, frame_of, sink_to, catalog, database, glue_context, spark, rows
):
    sink_to(
        frame_of("id int, Name string, year int", (1, "a", 2020), (2, "b", 2021)), "t", form, partitionKeys=["year"]
    )
    table = catalog.table(database, "t")
    assert table["StorageDescriptor"]["Columns"] == [{"Name": "id", "Type": "int"}, {"Name": "name", "Type": "string"}]
    assert table["PartitionKeys"] == [{"Name": "year", "Type": "int"}]
    assert [partition["Values"] for partition in catalog.partitions(database, "t")] == [["2020"], ["2021"]]
    expected = [(1, "a", 2020), (2, "b", 2021)]
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "t")) == expected
    assert rows(spark.sql(f"SELECT * FROM `{database}`.t")) == expected
    read = glue_context.create_data_frame.from_catalog(database, "t", push_down_predicate="year = 2021")
    assert rows(read) == expected[1:]


def test_new_columns_and_partitions_appear_and_others_stay(frame_of, sink_to, catalog, database, glue_context, rows):
    sink_to(frame_of("id int, day string", (1, "mon")), "t", partitionKeys=["day"])
    sink_to(frame_of("id int, more double, day string", (2, 0.5, "tue")), "t", partitionKeys=["day"])
    columns = catalog.table(database, "t")["StorageDescriptor"]["Columns"]
    assert columns == [{"Name": "id", "Type": "int"}, {"Name": "more", "Type": "double"}]
    found = rows(glue_context.create_dynamic_frame.from_catalog(database, "t"))
    assert found == [(1, None, "mon"), (2, 0.5, "tue")]
    assert len(catalog.table_versions(database, "t")) == 2


def test_a_column_of_another_type_keeps_the_tables(frame_of, sink_to, catalog, database):
    sink_to(frame_of("a int, b string", (1, "x")), "t")
    with pytest.warns(EtlWarning, match="the column 'b' stays string; it was string, what was written is int"):
        sink_to(frame_of("a bigint, b int", (2, 3)), "t")
    columns = catalog.table(database, "t")["StorageDescriptor"]["Columns"]
    assert columns == [{"Name": "a", "Type": "bigint"}, {"Name": "b", "Type": "string"}]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_column_of_texts_becomes_string_where_types_differ(form, frame_of, sink_to, spark, database, rows):
    sink_to(frame_of("id int, d float", (1, 1.5)), "t", form)
    with pytest.warns(EtlWarning, match="the column 'd' becomes string; it was float, what was written is string"):
        sink_to(frame_of("id bigint, d string", (3000000000, "x")), "t", form)
    assert rows(spark.table(f"`{database}`.t")) == [(1, "1.5"), (3000000000, "x")]
    sink_to(frame_of("id int, d int", (2, 7)), "t", form)


def test_log_adds_partitions_and_no_columns(frame_of, sink_to, catalog, database):
    sink_to(frame_of("id int, day string", (1, "mon")), "t", partitionKeys=["day"])
    log = {"partitionKeys": ["day"], "updateBehavior": "LOG"}
    sink_to(frame_of("id int, day string", (2, "tue")), "t", **log)
    with pytest.warns(EtlWarning, match="lacks columns that were written"):
        sink_to(frame_of("id int, more int, day string", (3, 1, "wed")), "t", **log)
    assert [partition["Values"] for partition in catalog.partitions(database, "t")] == [["mon"], ["tue"]]
    assert len(catalog.table(database, "t")["StorageDescriptor"]["Columns"]) == 1


def test_what_the_catalog_cannot_tell_of_is_refused_before_anything_is_written(frame_of, sink_to, buckets, bucket):
    frame = frame_of("id int, a string, b string", (1, "x", "y"))
    sink_to(frame, "t", partitionKeys=["a", "b"])
    before = sorted((buckets / bucket).rglob("*"))
    with pytest.raises(OptionError, match=r"the partition keys of .* are \['a', 'b'\], in this order"):
        sink_to(frame, "t", partitionKeys=["b", "a"])
    with pytest.raises(UnsupportedFeatureError, match="enableUpdateCatalog with the format 'orc'"):
        sink_to(frame, "u", "orc")
    with pytest.raises(OptionError, match="columns of a table count without case"):
        sink_to(frame_of("id int, a string, b string", (1, "x", "y")).rename_field("a", "ID"), "v", "json")
    assert sorted((buckets / bucket).rglob("*")) == before


def test_values_of_partitions_with_odd_characters_come_back(frame_of, sink_to, catalog, database, glue_context, rows):
    given = [(1, "a/b=c d%"), (2, None), (3, "é:")]
    sink_to(frame_of("id int, k string", *given), "t", partitionKeys=["k"])
    values = sorted(partition["Values"][0] for partition in catalog.partitions(database, "t"))
    assert values == ["__HIVE_DEFAULT_PARTITION__", "a/b=c d%", "é:"]
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "t")) == given


def test_writing_to_a_table_uses_its_folder_and_format(
    add_table, add_partition, frame_of, glue_context, database, catalog, rows
):
    folder = add_table("t", "csv", "id:int,name:string", "day:string", {"skip.header.line.count": "1"})
    options = {"partitionKeys": ["day"], "enableUpdateCatalog": True}
    frame = frame_of("id int, name string, day string", (1, "x,y", "mon"))
    write = glue_context.write_dynamic_frame.from_catalog
    assert write(frame=frame, database=database, table_name="t", additional_options=options) is frame
    assert [file.read_text() for file in folder.rglob("run-*")] == ['id,name\n1,"x,y"\n']
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "t")) == [(1, "x,y", "mon")]
    with pytest.raises(OptionError, match=r"the partition keys of .*: give these, in this order"):
        write(frame, database, "t", additional_options={"partitionKeys": ["name"]})
    with pytest.warns(EtlWarning, match="the files go to its root"):
        write(frame, database, "t")


def test_a_dataframe_is_written_to_a_table(add_table, spark, glue_context, database, rows):
    add_table("t", "parquet", "id:bigint")
    glue_context.write_data_frame.from_catalog(spark.range(2), database, "t")
    assert rows(spark.table(f"`{database}`.t")) == [(0,), (1,)]


def test_a_sink_says_what_it_lacks(frame_of, glue_context, database, bucket):
    frame = frame_of("id int", (1,))
    sink = glue_context.getSink("s3", path=f"s3://{bucket}/x/", enableUpdateCatalog=True)
    sink.setFormat("json")
    with pytest.raises(OptionError, match=r"say which table: sink\.setCatalogInfo"):
        sink.writeFrame(frame)
    sink.setCatalogInfo("nowhere", "t")
    with pytest.raises(EntityNotFoundException, match="Database nowhere not found"):
        sink.writeFrame(frame)
    silent = glue_context.getSink("s3", path=f"s3://{bucket}/x/")
    silent.setFormat("json")
    silent.setCatalogInfo(database, "t")
    with pytest.warns(EtlWarning, match="enableUpdateCatalog is not given"):
        silent.writeFrame(frame)


def test_purging_a_table_takes_files_and_the_partitions_that_are_left_empty(
    frame_of, sink_to, catalog, database, glue_context, buckets, bucket
):
    sink_to(frame_of("id int, day string", (1, "mon"), (2, "tue")), "t", partitionKeys=["day"])
    options = {"retentionPeriod": 0, "partitionPredicate": "day = 'mon'", "manifestFilePath": f"s3://{bucket}/log/"}
    glue_context.purge_table(database, "t", options)
    assert [partition["Values"] for partition in catalog.partitions(database, "t")] == [["tue"]]
    assert [file.parent.name for file in (buckets / bucket).rglob("run-*")] == ["day=tue"]
    assert "day=mon" in (buckets / bucket / "log/Success.csv").read_text()
    glue_context.purge_table(database, "t")
    assert len(list(catalog.partitions(database, "t"))) == 1


def test_a_table_moves_to_another_storage_class(frame_of, sink_to, glue_context, database, rows):
    sink_to(frame_of("id int", (1,)), "t", "json")
    options = {"retentionPeriod": 0, "accountId": "1", "roleArn": "r"}
    glue_context.transition_table(database, "t", "STANDARD_IA", options)
    read = glue_context.create_dynamic_frame.from_catalog
    kept = read(database, "t", additional_options={"excludeStorageClasses": ["STANDARD_IA"]})
    assert rows(kept) == []


def test_sql_sees_at_once_what_sinks_and_others_change(frame_of, sink_to, spark, catalog, database, glue_context, rows):
    sink_to(frame_of("id int, day string", (1, "mon")), "t", partitionKeys=["day"])
    assert rows(spark.table(f"`{database}`.t")) == [(1, "mon")]
    sink_to(frame_of("id int, more int, day string", (2, 5, "mon")), "t", partitionKeys=["day"])
    assert rows(spark.table(f"`{database}`.t")) == [(1, None, "mon"), (2, 5, "mon")]
    assert rows(glue_context.create_data_frame.from_catalog(database, "t")) == [(1, None, "mon"), (2, 5, "mon")]
    glue_context.purge_table(database, "t", {"retentionPeriod": 0})
    assert rows(spark.table(f"`{database}`.t")) == []
    sink_to(frame_of("a int", (1,)), "u", "json")
    assert spark.table(f"`{database}`.u").count() == 1
    catalog.delete_table(database, "u")
    sink_to(frame_of("b int", (2,)), "u", "json")
    assert spark.table(f"`{database}`.u").columns == ["b"]


def test_a_table_of_csv_has_its_own_order_of_columns(frame_of, sink_to, glue_context, spark, database, rows):
    sink_to(frame_of("a int, b int", (1, 2)), "t", "csv")
    sink_to(frame_of("b int, A int", (20, 10)), "t", "csv")
    sink_to(frame_of("c int, b int", (300, 200)), "t", "csv")
    expected = [(1, 2, None), (10, 20, None), (None, 200, 300)]
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "t")) == expected
    glue_context.write_data_frame.from_catalog(spark.createDataFrame([(5, 4)], "b int, a int"), database, "t")
    assert (4, 5, None) in rows(glue_context.create_dynamic_frame.from_catalog(database, "t"))


def test_a_sink_of_dataframes_updates_the_catalog_too(spark, glue_context, database, bucket, rows):
    sink = glue_context.getSink("s3", path=f"s3://{bucket}/d/", enableUpdateCatalog=True)
    sink.setFormat("parquet")
    sink.setCatalogInfo(catalogDatabase=database, catalogTableName="d")
    sink.writeDataFrame(spark.range(2), glue_context)
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "d")) == [(0,), (1,)]


def test_sinks_that_write_at_the_same_time_all_reach_the_catalog(frame_of, sink_to, catalog, database):
    def write(n: int) -> None:
        sink_to(frame_of(f"id int, c{n} int, day string", (n, n, str(n))), "t", "json", partitionKeys=["day"])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    names = sorted(column["Name"] for column in catalog.table(database, "t")["StorageDescriptor"]["Columns"])
    assert names == [*(f"c{n}" for n in range(8)), "id"]
    assert [partition["Values"] for partition in catalog.partitions(database, "t")] == [[str(n)] for n in range(8)]


def test_a_view_is_not_written_to(frame_of, sink_to, spark, database, buckets, bucket, rows):
    spark.sql(f"CREATE VIEW `{database}`.v AS SELECT 1 AS a")
    with pytest.raises(UnsupportedFeatureError, match=r"The view .*\.v"):
        sink_to(frame_of("a int", (5,)), "v", "json")
    assert not list((buckets / bucket).rglob("run-*"))
    assert rows(spark.table(f"`{database}`.v")) == [(1,)]


@pytest.mark.parametrize("quote", ["'", -1])
def test_the_quotes_of_csv_are_those_that_the_sink_wrote(quote, frame_of, sink_to, glue_context, spark, database, rows):
    csv = {"separator": "|", "writeHeader": False, "quoteChar": quote}
    text = "x|y" if quote == "'" else 'x "y" z'
    sink_to(frame_of("a int, b string", (1, text), (2, "")), "t", "csv", csv)
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "t")) == [(1, text), (2, "")]
    assert rows(spark.table(f"`{database}`.t")) == [(1, text), (2, "")]


def test_files_that_the_table_would_not_read_are_refused_before_they_are_written(frame_of, sink_to, buckets, bucket):
    frame = frame_of("a int, day string", (1, "mon"))
    sink_to(frame, "t", "parquet", partitionKeys=["day"])
    sink_to(frame, "t", "glueparquet", partitionKeys=["day"])
    sink_to(frame, "c", "csv")
    before = sorted((buckets / bucket).rglob("*"))
    with pytest.raises(OptionError, match=r"t is read as parquet: write it so"):
        sink_to(frame, "t", "json", partitionKeys=["day"])
    with pytest.raises(OptionError, match=r"c is read as csv with the separator ',', the quoteChar '\"' and a header"):
        sink_to(frame, "c", "csv", {"separator": "|"})
    assert sorted((buckets / bucket).rglob("*")) == before


@pytest.mark.parametrize("form", ["parquet", "json"])
def test_partition_keys_come_last_where_partitions_differ(form, frame_of, sink_to, glue_context, database):
    sink_to(frame_of("a int, y int", (1, 1)), "t", form, partitionKeys=["y"])
    sink_to(frame_of("a bigint, extra string, y int", (2, "e", 2)), "t", form, partitionKeys=["y"])
    df = glue_context.create_dynamic_frame.from_catalog(database, "t").toDF()
    assert df.columns == ["a", "extra", "y"]
    assert sorted(df.select("y", "extra").collect()) == [(1, None), (2, "e")]
