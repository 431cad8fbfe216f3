from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from pyspark.errors import AnalysisException
from pyspark.sql import functions as F


@pytest.fixture
def sql(spark, database):
    def run(text: str):
        return spark.sql(text.replace("DB", f"`{database}`"))

    return run


@pytest.fixture
def days(sql, spark, database):
    """A table of three partitions that Spark manages."""
    df = spark.createDataFrame([(1, "x", "mon"), (2, "y", "tue"), (3, "z", "wed")], "Id int, v string, day string")
    df.write.partitionBy("day").saveAsTable(f"`{database}`.days")
    return f"`{database}`.days"


def test_what_spark_makes_is_in_the_catalog_and_frames_read_it(days, catalog, database, glue_context, spark, rows):
    table = catalog.table(database, "days")
    assert (table["TableType"], table["Parameters"]["classification"]) == ("MANAGED_TABLE", "parquet")
    assert [column["Name"] for column in table["StorageDescriptor"]["Columns"]] == ["id", "v"]
    assert [partition["Values"][0] for partition in catalog.partitions(database, "days")] == ["mon", "tue", "wed"]
    expected = [(1, "x", "mon"), (2, "y", "tue"), (3, "z", "wed")]
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "days")) == expected
    assert spark.table(days).columns == ["Id", "v", "day"]


def test_only_partitions_that_match_are_looked_at(days, spark, rows):
    df = spark.table(days).where("day = 'tue' AND length(day) = 3")
    assert rows(df) == [(2, "y", "tue")]
    assert len(df.inputFiles()) <= 3
    plan = df._jdf.queryExecution().executedPlan().toString()
    assert "InMemoryFileIndex(1 paths)" in plan


def test_partitions_are_added_dropped_renamed_and_repaired(days, sql, spark, catalog, database, tmp_path, rows):
    sql("ALTER TABLE DB.days DROP PARTITION (day = 'mon')")
    sql(f"ALTER TABLE DB.days ADD PARTITION (day = 'thu') LOCATION '{tmp_path}'")
    sql("ALTER TABLE DB.days PARTITION (day = 'tue') RENAME TO PARTITION (day = 'TUE')")
    assert rows(sql("SHOW PARTITIONS DB.days")) == [("day=TUE",), ("day=thu",), ("day=wed",)]
    assert rows(spark.table(days)) == [(2, "y", "TUE"), (3, "z", "wed")]
    with pytest.raises(AnalysisException):
        sql("ALTER TABLE DB.days DROP PARTITION (day = 'never')")
    catalog.delete_partitions(database, "days", [["wed"]])
    sql("MSCK REPAIR TABLE DB.days")
    assert ("day=wed",) in rows(sql("SHOW PARTITIONS DB.days"))
    catalog.delete_partitions(database, "days", [["wed"]])
    sql("ALTER TABLE DB.days RECOVER PARTITIONS")
    assert ("day=wed",) in rows(sql("SHOW PARTITIONS DB.days"))


def test_rows_are_inserted_and_partitions_overwritten_one_by_one(days, spark, rows):
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    new = spark.createDataFrame([(9, "n", "tue"), (8, "m", "fri")], "Id int, v string, day string")
    new.write.mode("overwrite").insertInto(days)
    assert rows(spark.table(days)) == [(1, "x", "mon"), (3, "z", "wed"), (8, "m", "fri"), (9, "n", "tue")]


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "orc"])
def test_tables_of_each_format_are_made_filled_and_dropped(form, sql, catalog, database, tmp_path, rows, glue_context):
    options = "OPTIONS (header 'true', sep ';')" if form == "csv" else ""
    sql(f"CREATE TABLE DB.t (a INT, b STRING) USING {form} {options} LOCATION '{tmp_path}'")
    sql("INSERT INTO DB.t VALUES (1, 'x'), (2, 'y')")
    assert rows(sql("SELECT * FROM DB.t")) == [(1, "x"), (2, "y")]
    assert rows(glue_context.create_dynamic_frame.from_catalog(database, "t")) == [(1, "x"), (2, "y")]
    sql("DROP TABLE DB.t")
    assert "t" not in catalog.table_names(database)
    assert any(tmp_path.iterdir())


def test_a_managed_table_lives_in_the_place_of_its_database_and_goes_with_its_files(
    spark, bucket, buckets, catalog, rows
):
    name = f"located_{bucket}"[:60].replace("-", "_")
    spark.sql(f"CREATE DATABASE `{name}` COMMENT 'c' LOCATION 's3://{bucket}/db/'")
    assert catalog.database(name)["LocationUri"].rstrip("/") == f"s3://{bucket}/db"
    spark.sql(f"CREATE TABLE `{name}`.t USING json AS SELECT 1 AS a")
    assert list((buckets / bucket / "db/t").iterdir())
    with pytest.raises(AnalysisException, match="SCHEMA_NOT_EMPTY"):
        spark.sql(f"DROP DATABASE `{name}`")
    spark.sql(f"DROP DATABASE `{name}` CASCADE")
    assert not (buckets / bucket / "db/t").exists()
    assert name not in [database["Name"] for database in catalog.databases()]


def test_a_table_is_altered(days, sql, spark, catalog, database, rows):
    sql("ALTER TABLE DB.days ADD COLUMNS (extra DOUBLE COMMENT 'more')")
    sql("ALTER TABLE DB.days SET TBLPROPERTIES ('owner.team' = 'data')")
    sql("COMMENT ON TABLE DB.days IS 'three days'")
    table = catalog.table(database, "days")
    assert table["StorageDescriptor"]["Columns"][-1] == {"Name": "extra", "Type": "double", "Comment": "more"}
    assert (table["Parameters"]["owner.team"], table["Description"]) == ("data", "three days")
    assert rows(spark.table(days).where("day = 'mon'")) == [(1, "x", None, "mon")]
    sql("ANALYZE TABLE DB.days COMPUTE STATISTICS")
    assert catalog.table(database, "days")["Parameters"]["spark.sql.statistics.numRows"] == "3"


def test_a_table_is_renamed_with_its_partitions(spark, catalog, rows):
    catalog.create_database({"Name": "renaming"})  # Spark's RENAME takes no hyphens
    spark.createDataFrame([(1, "mon")], "id int, day string").write.partitionBy("day").saveAsTable("renaming.days")
    spark.sql("ALTER TABLE renaming.days RENAME TO renaming.week")
    assert catalog.table_names("renaming") == ["week"]
    assert rows(spark.table("renaming.week")) == [(1, "mon")]


def test_views_are_kept_and_those_of_athena_refused(days, sql, catalog, database, rows):
    sql("CREATE VIEW DB.late AS SELECT Id FROM DB.days WHERE day > 'mon'")
    assert rows(sql("SELECT * FROM DB.late")) == [(2,), (3,)]
    assert catalog.table(database, "late")["TableType"] == "VIRTUAL_VIEW"
    athena = {"Name": "a", "TableType": "VIRTUAL_VIEW", "ViewOriginalText": "/* Presto View: e30= */"}
    catalog.create_table(database, athena)
    with pytest.raises(Exception, match="a view of Athena, whose SQL is not Spark's"):
        sql("SELECT * FROM DB.a").collect()
    sql("DROP VIEW DB.late")


def test_sparks_catalog_lists_what_there_is(days, sql, spark, database, rows):
    assert database in [found.name.strip("`") for found in spark.catalog.listDatabases()]
    assert [(t.name, t.tableType) for t in spark.catalog.listTables(f"`{database}`")] == [("days", "MANAGED")]
    assert spark.catalog.tableExists(days)
    assert [(c.name, c.isPartition) for c in spark.catalog.listColumns(days)] == [
        ("Id", False),
        ("v", False),
        ("day", True),
    ]
    assert [row.tableName for row in sql("SHOW TABLES IN DB LIKE 'd*'").collect()] == ["days"]
    assert "Location" in {row[0] for row in sql("DESCRIBE TABLE EXTENDED DB.days").collect()}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("SELECT * FROM nowhere.t", "TABLE_OR_VIEW_NOT_FOUND"),
        ("SELECT * FROM DB.nothing", "TABLE_OR_VIEW_NOT_FOUND"),
        ("CREATE DATABASE DB", "SCHEMA_ALREADY_EXISTS"),
        ("CREATE TABLE DB.days USING json AS SELECT 1 a", "TABLE_OR_VIEW_ALREADY_EXISTS"),
        ("USE nowhere", "SCHEMA_NOT_FOUND"),
        ("ALTER TABLE DB.days ADD PARTITION (day = 'mon')", "PARTITIONS_ALREADY_EXIST.*`day` = mon"),
    ],
)
def test_errors_are_sparks_own(days, sql, text, error):
    with pytest.raises(AnalysisException, match=error):
        sql(text)


def test_a_query_may_read_a_table_and_write_another(days, sql, spark, database, rows):
    sql("CREATE TABLE DB.counts USING parquet AS SELECT day, count(*) AS n FROM DB.days GROUP BY day")
    joined = spark.table(days).join(spark.table(f"`{database}`.counts"), "day").agg(F.sum("n"))
    assert rows(joined) == [(3,)]


def test_changes_that_are_made_at_the_same_time_all_stay(sql, catalog, database, spark):
    sql("CREATE TABLE DB.wide (a INT) USING json")

    def set_property(n: int) -> None:
        spark.sql(f"ALTER TABLE `{database}`.wide SET TBLPROPERTIES ('p{n}' = 'x')")

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(set_property, range(12)))
    assert {f"p{n}" for n in range(12)} <= set(catalog.table(database, "wide")["Parameters"])


def test_a_change_of_a_table_that_was_read_before_is_made_to_the_table_as_it_is(sql, catalog, database, spark):
    sql("CREATE TABLE DB.t (a INT) USING json TBLPROPERTIES ('gone' = 'x', 'stays' = 'y')")
    external = spark._jsparkSession.sharedState().externalCatalog()
    read = external.getTable(database, "t")
    sql("ALTER TABLE DB.t ADD COLUMNS (b INT)")
    sql("ALTER TABLE DB.t UNSET TBLPROPERTIES ('gone')")
    external.alterTable(read)
    external.alterTableDataSchema(database, "t", read.schema())
    table = catalog.table(database, "t")
    assert [column["Name"] for column in table["StorageDescriptor"]["Columns"]] == ["a", "b"]
    assert "gone" not in table["Parameters"]
    assert table["Parameters"]["stays"] == "y"
    assert "localglue" not in str(sql("DESCRIBE TABLE EXTENDED DB.t").collect())
