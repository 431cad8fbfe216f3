"""What Spark SQL does with tables that it did not make, with odd names, and with places."""

from __future__ import annotations

import pytest
from pyspark.errors import AnalysisException, IllegalArgumentException


@pytest.fixture
def sql(spark, database):
    def run(text: str):
        return spark.sql(text.replace("DB", f"`{database}`"))

    return run


def test_a_table_that_spark_cannot_read_is_listed_described_altered_and_dropped(
    add_table, sql, spark, database, catalog
):
    add_table("book", "xml", "a:int", parameters={"rowTag": "r"})
    assert [table.name for table in spark.catalog.listTables(f"`{database}`")] == ["book"]
    assert sql("DESCRIBE TABLE DB.book").collect()[0].col_name == "a"
    sql("ALTER TABLE DB.book SET TBLPROPERTIES ('k' = 'v')")
    parameters = catalog.table(database, "book")["Parameters"]
    assert (parameters["classification"], parameters["k"]) == ("xml", "v")
    assert not [name for name in parameters if name.startswith("spark.sql.sources.option")]
    with pytest.raises(IllegalArgumentException, match=r"Spark SQL cannot read .*book: its files are xml"):
        sql("SELECT * FROM DB.book").collect()
    sql("DROP TABLE DB.book")
    assert catalog.table_names(database) == []


def test_an_avro_table_without_its_jar_is_listed_and_says_what_it_needs(add_table, sql, spark, database):
    add_table("birds", "avro", "a:int")
    assert [table.name for table in spark.catalog.listTables(f"`{database}`")] == ["birds"]
    with pytest.raises(IllegalArgumentException, match="with spark-avro: add"):
        sql("SELECT * FROM DB.birds").collect()


def test_a_property_that_is_set_later_tells_how_a_table_is_read(add_table, sql, rows, catalog, database):
    (add_table("people", "csv", "a:int") / "f.csv").write_text("a\n1\n")
    assert rows(sql("SELECT * FROM DB.people")) == [(1,), (None,)]
    sql("ANALYZE TABLE DB.people COMPUTE STATISTICS")
    sql("ALTER TABLE DB.people SET TBLPROPERTIES ('skip.header.line.count' = '1')")
    assert rows(sql("SELECT * FROM DB.people")) == [(1,)]
    assert catalog.table(database, "people")["Parameters"]["spark.sql.statistics.numRows"] == "2"


def test_partition_keys_may_have_capitals(sql, spark, database, catalog, rows, glue_context):
    df = spark.createDataFrame([(1, "mon"), (2, "tue")], "Id int, Day string")
    df.write.partitionBy("Day").saveAsTable(f"`{database}`.days")
    sql("ALTER TABLE DB.days ADD PARTITION (DAY = 'wed')")
    assert rows(sql("SELECT id FROM DB.days WHERE day = 'tue'")) == [(2,)]
    assert rows(sql("SHOW PARTITIONS DB.days")) == [("Day=mon",), ("Day=tue",), ("Day=wed",)]
    assert catalog.table(database, "days")["PartitionKeys"] == [{"Name": "day", "Type": "string"}]
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "days")) == [(1, "mon"), (2, "tue")]


def test_partitions_of_odd_values_and_of_null(sql, spark, database, rows):
    odd = [(1, "ü x}y"), (2, "a/b:c%[]"), (3, None)]
    spark.createDataFrame(odd, "i int, p string").write.partitionBy("p").saveAsTable(f"`{database}`.odd")
    sql("ALTER TABLE DB.odd ADD PARTITION (p = 'é}')")
    assert rows(sql("SELECT * FROM DB.odd")) == odd
    assert rows(sql("SELECT i FROM DB.odd WHERE p IS NULL")) == [(3,)]
    sql("ALTER TABLE DB.odd DROP PARTITION (p = null)")
    names = [("p=a%2Fb%3Ac%25%5B%5D",), ("p=é}",), ("p=ü x}y",)]
    assert rows(sql("SHOW PARTITIONS DB.odd")) == names
    sql("ALTER TABLE DB.odd ADD PARTITION (p = null)")
    assert rows(sql("SHOW PARTITIONS DB.odd")) == sorted([*names, ("p=__HIVE_DEFAULT_PARTITION__",)], key=repr)


def test_partitions_are_dropped_by_some_of_their_keys(sql, rows):
    sql("CREATE TABLE DB.two USING json PARTITIONED BY (a, b) AS SELECT id, id % 2 a, id % 3 b FROM range(6)")
    sql("ALTER TABLE DB.two DROP PARTITION (a = 1)")
    assert rows(sql("SHOW PARTITIONS DB.two")) == [("a=0/b=0",), ("a=0/b=1",), ("a=0/b=2",)]


def test_a_database_without_a_place_has_none_in_the_catalog(spark, catalog):
    spark.sql("CREATE DATABASE placeless")
    assert "LocationUri" not in catalog.database("placeless")
    spark.sql("ALTER DATABASE placeless SET LOCATION 's3://placeless/x'")
    assert catalog.database("placeless")["LocationUri"] == "s3://placeless/x"
    spark.sql("DROP DATABASE placeless")


def test_a_renamed_managed_table_takes_its_files_along(spark, catalog, rows):
    spark.sql("CREATE DATABASE moving")
    for _ in range(2):
        spark.sql("CREATE TABLE moving.a USING json PARTITIONED BY (p) AS SELECT 1 AS n, 'x' AS p")
        spark.sql("ALTER TABLE moving.a RENAME TO moving.b")
        assert rows(spark.table("moving.b")) == [(1, "x")]
        assert catalog.table("moving", "b")["StorageDescriptor"]["Location"].endswith("moving.db/b")
        spark.sql("DROP TABLE moving.b")
    spark.sql("DROP DATABASE moving")


def test_columns_of_limited_length_keep_their_type(sql, catalog, database, glue_context, rows):
    sql("CREATE TABLE DB.short (a VARCHAR(3), b CHAR(2)) USING parquet")
    sql("INSERT INTO DB.short VALUES ('abc', 'xy')")
    columns = catalog.table(database, "short")["StorageDescriptor"]["Columns"]
    assert [column["Type"] for column in columns] == ["varchar(3)", "char(2)"]
    assert rows(sql("SELECT * FROM DB.short")) == [("abc", "xy")]
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "short")) == [("abc", "xy")]
    with pytest.raises(Exception, match="EXCEED"):
        sql("INSERT INTO DB.short VALUES ('abcd', 'xy')")


def test_one_broken_table_leaves_the_others(add_table, sql, spark, catalog, database):
    add_table("whole", "json", "a:int")
    add_table("typo", "json", "a:strnig")
    add_table("cut", "json", "a:int")
    file = next(catalog._folder.rglob(f"{database}/tables/cut.json"))
    file.write_text(file.read_text()[:-5])
    assert sorted(table.name for table in spark.catalog.listTables(f"`{database}`")) == ["cut", "typo", "whole"]
    assert sql("SELECT * FROM DB.whole").collect() == []
    with pytest.raises(IllegalArgumentException, match=r"cut cannot be read: .*cut.json, line \d+: this is no JSON"):
        sql("SELECT * FROM DB.cut").collect()
    with pytest.raises(IllegalArgumentException, match=r"typo cannot be read: .*strnig"):
        sql("SELECT * FROM DB.typo").collect()
    with pytest.raises(AnalysisException, match=r"a table that cannot be used: .*typo cannot be read"):
        sql("INSERT INTO DB.typo SELECT 1")


def test_a_table_of_a_wrong_shape_is_told_and_keeps_its_database(add_table, sql, catalog, database):
    add_table("odd", "json", "a:int")
    file = next(catalog._folder.rglob(f"{database}/tables/odd.json"))
    file.write_text(file.read_text().replace('"Columns": [', '"Columns": 5, "x": ['))
    with pytest.raises(
        IllegalArgumentException, match=r"odd.json, line \d+: Table.StorageDescriptor.Columns: expected"
    ):
        sql("SELECT * FROM DB.odd").collect()
    with pytest.raises(Exception, match="SCHEMA_NOT_EMPTY"):
        sql("DROP DATABASE DB")
    assert file.exists()


def test_tables_may_have_buckets(spark, database, catalog, rows, glue_context):
    def save(first: int, mode: str) -> None:
        df = spark.range(first, first + 4).selectExpr("id AS Id", "id % 2 AS v")
        df.write.mode(mode).bucketBy(2, "Id").sortBy("v").saveAsTable(f"`{database}`.b")

    save(0, "overwrite")
    save(4, "append")
    storage = catalog.table(database, "b")["StorageDescriptor"]
    assert (storage["NumberOfBuckets"], storage["BucketColumns"]) == (2, ["Id"])
    assert storage["SortColumns"] == [{"Column": "v", "SortOrder": 1}]
    table = spark.table(f"`{database}`.b")
    assert table.join(table.alias("o").hint("merge"), "Id").count() == 8
    assert "SelectedBucketsCount: 2 out of 2" in table.groupBy("Id").count()._jdf.queryExecution().toString()
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "b")) == [(n, n % 2) for n in range(8)]
