"""Tables of databases: Derby, which Spark brings, in the memory of this process."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl import connections
from etl.bookmarks.job_bookmark import JobBookmark
from etl.bookmarks.store import FileBookmarkStore
from etl.errors import (
    EnvironmentMismatchError,
    EtlWarning,
    OptionError,
    ReadError,
    UnknownNameError,
    UnsupportedFeatureError,
)
from etl.frame import from_dataframe
from etl.frame.stage import Stage

DERBY = "org.apache.derby.jdbc.EmbeddedDriver"


@pytest.fixture
def database(spark: SparkSession) -> dict[str, str]:
    """What a script says of a database that no other test uses."""
    return {"className": DERBY, "url": f"jdbc:derby:memory:{uuid.uuid4().hex};create=true"}


def run(spark: SparkSession, database: dict[str, str], *statements: str) -> None:
    connection = spark._jvm.java.sql.DriverManager.getConnection(database["url"])
    try:
        for statement in statements:
            connection.createStatement().execute(statement)
    finally:
        connection.close()


def read(spark: SparkSession, options: dict[str, Any], **more: Any):
    return connections.read_frame(spark, "custom.jdbc", options, **more)


def write(spark: SparkSession, database: dict[str, str], rows: list[Any], schema: str) -> None:
    frame = from_dataframe(spark.createDataFrame(rows, schema))
    connections.write_frame(frame, "custom.jdbc", {**database, "dbtable": "items"})


def ids(frame: Any) -> list[int]:
    return sorted(row[0] for row in frame.to_plain().collect())


def test_rows_are_written_and_read(spark: SparkSession, database: dict[str, str]) -> None:
    write(spark, database, [(1, "pen", None), (2, None, 1.5)], "id int, name string, price double")
    write(spark, database, [(3, "ink", 2.0)], "id int, name string, price double")
    frame = read(spark, {**database, "dbtable": "items"})
    assert sorted(map(tuple, frame.to_plain().collect())) == [(1, "pen", None), (2, None, 1.5), (3, "ink", 2.0)]
    assert frame.schema.names == ["id", "name", "price"]


@pytest.mark.parametrize(
    "options",
    [
        {"dbtable": '(SELECT "id" FROM items WHERE "id" > 1) few'},
        {"query": 'SELECT "id" FROM items WHERE "id" > 1;'},
        {"sampleQuery": 'SELECT "id" FROM items WHERE "id" > 1'},
        {"dbTable": "items", "filterPredicate": '"id" > 1'},
    ],
)
def test_what_is_read_may_be_a_query(spark: SparkSession, database: dict[str, str], options: dict[str, str]) -> None:
    write(spark, database, [(1,), (2,), (3,)], "id int")
    assert ids(read(spark, {**database, **options})) == [2, 3]


@pytest.mark.parametrize("expression", ['"id"', '"id" / 2'])
def test_several_tasks_read_each_row_once(spark: SparkSession, database: dict[str, str], expression: str) -> None:
    rows = [(number,) for number in range(-5, 20)]
    write(spark, database, [*rows, (None,)], "id int")
    frame = read(spark, {**database, "dbtable": "items", "hashexpression": expression, "hashpartitions": "4"})
    assert frame.num_partitions() == 4
    assert sorted(frame.to_plain().collect(), key=str) == sorted([*rows, (None,)], key=str)


def test_spark_may_divide_the_rows_itself(spark: SparkSession, database: dict[str, str]) -> None:
    write(spark, database, [(number,) for number in range(10)], "id int")
    bounds = {"partitionColumn": '"id"', "lowerBound": 0, "upperBound": 10, "numPartitions": 2}
    frame = read(spark, {**database, "dbtable": "items", **bounds})
    assert frame.num_partitions() == 2
    assert ids(frame) == list(range(10))


class Job:
    """Runs of one job, each of which reads the table `items`."""

    def __init__(self, spark: SparkSession, database: dict[str, str], store: FileBookmarkStore) -> None:
        self.spark, self.database, self.store = spark, database, store

    def reads(self, **options: Any) -> list[int]:
        before = self.store.latest("job")
        bookmark = JobBookmark(self.store, before)
        given = {**self.database, "dbtable": "items", **options}
        frame = read(self.spark, given, stage=Stage("rows"), bookmark=bookmark)
        found = ids(frame)
        bookmark.commit(uuid.uuid4().hex)
        return found


@pytest.fixture
def job(spark: SparkSession, database: dict[str, str], tmp_path: Path) -> Job:
    return Job(spark, database, FileBookmarkStore(tmp_path))


def test_a_bookmark_reads_the_rows_beyond_the_last_key(spark: SparkSession, database: dict[str, str], job: Job) -> None:
    keys = {"jobBookmarkKeys": ["id"], "jobBookmarkKeysSortOrder": "asc"}
    write(spark, database, [(3,), (9,)], "id int")
    assert job.reads(**keys) == [3, 9]
    assert job.reads(**keys) == []
    write(spark, database, [(10,), (4,)], "id int")
    assert job.reads(**keys, hashexpression='"id"') == [10]


def test_a_key_may_shrink_and_have_several_columns(spark: SparkSession, database: dict[str, str], job: Job) -> None:
    keys = {"jobBookmarkKeys": "day, id", "jobBookmarkKeysSortOrder": "desc"}
    create = "CREATE TABLE items (id INT, day VARCHAR(9))"
    run(spark, database, create, "INSERT INTO items VALUES (5, 'b'), (6, 'b')")
    assert job.reads(**keys) == [5, 6]
    run(spark, database, "INSERT INTO items VALUES (4, 'b'), (7, 'b'), (8, 'a'), (9, 'c')")
    assert job.reads(**keys) == [4, 8]


def test_times_are_keys_too(spark: SparkSession, database: dict[str, str], job: Job) -> None:
    create = "CREATE TABLE items (id INT, changed TIMESTAMP)"
    run(spark, database, create, "INSERT INTO items VALUES (1, '2026-01-01 10:00:00.000001')")
    assert job.reads(jobBookmarkKeys="changed") == [1]
    run(spark, database, "INSERT INTO items VALUES (2, '2026-01-01 10:00:00.000002')")
    assert job.reads(jobBookmarkKeys="changed") == [2]
    assert job.reads() == []


def test_a_primary_key_without_gaps_is_the_key(spark: SparkSession, database: dict[str, str], job: Job) -> None:
    run(spark, database, "CREATE TABLE items (id BIGINT PRIMARY KEY)", "INSERT INTO items VALUES 4, 5")
    assert job.reads() == [4, 5]
    run(spark, database, "INSERT INTO items VALUES 9")
    assert job.reads() == [9]


@pytest.mark.parametrize(
    ("column", "values"),
    [("id INT PRIMARY KEY", "1, 3"), ("id INT", "1, 2"), ("id VARCHAR(5) PRIMARY KEY", "'a', 'b'")],
)
def test_without_a_certain_key_all_is_read_and_told(
    spark: SparkSession, database: dict[str, str], job: Job, column: str, values: str
) -> None:
    run(spark, database, f"CREATE TABLE items ({column})", f"INSERT INTO items VALUES {values}")
    for _ in range(2):
        with pytest.warns(EtlWarning, match="name columns that only grow with jobBookmarkKeys"):
            assert len(job.reads()) == 2


def test_a_sample_has_no_bookmark(spark: SparkSession, database: dict[str, str], job: Job) -> None:
    write(spark, database, [(1,)], "id int")
    for _ in range(2):
        assert job.reads(sampleQuery="SELECT * FROM items", jobBookmarkKeys=['"id"']) == [1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "dbtable: cannot use None; say what to read"),
        ({"dbtable": "items", "query": "SELECT 1"}, "choose one"),
        ({"dbtable": "items", "hashexpression": "id", "hashfield": "id"}, "hashfield='id' is given, too"),
        ({"dbtable": "items", "hashpartitions": 0}, "a whole number, 1 or more"),
        ({"dbtable": "items", "url": "http://x"}, "expected an address such as jdbc:postgresql://"),
        ({"dbtable": "items", "url": None}, "give the JDBC address of the database, or a connectionName"),
        ({"dbtable": "items", "jobBookmarkKeysSortOrder": "up"}, "expected one of asc, desc"),
    ],
)
def test_options_that_cannot_be_used(
    spark: SparkSession, database: dict[str, str], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(OptionError) as raised:
        read(spark, {**database, **options})
    assert message in str(raised.value)


@pytest.mark.parametrize("option", [{"secretId": "s"}, {"dataTypeMapping": '{"FLOAT": "STRING"}'}, {"sampleSize": "9"}])
def test_options_that_are_missing(spark: SparkSession, database: dict[str, str], option: dict[str, str]) -> None:
    with pytest.raises(UnsupportedFeatureError, match=next(iter(option))):
        read(spark, {**database, "dbtable": "items", **option})


def test_what_the_database_refuses_is_told_without_passwords(spark: SparkSession, database: dict[str, str]) -> None:
    with pytest.raises(ReadError, match=r"(?i)table/view 'nothing' does not exist") as raised:
        read(spark, {**database, "url": f"{database['url']};password=hunter2", "dbtable": "nothing"})
    assert "hunter2" not in str(raised.value)
    write(spark, database, [(1,)], "id int")
    with pytest.raises(ReadError, match="NOTHING"):
        read(spark, {**database, "dbtable": "items", "hashexpression": "nothing"})


def test_a_missing_driver_is_named_with_the_way_to_get_it(spark: SparkSession) -> None:
    with pytest.raises(EnvironmentMismatchError, match=r"com.microsoft.sqlserver:mssql-jdbc:10.2.0.jre11"):
        connections.read_frame(spark, "sqlserver", {"url": "jdbc:sqlserver://localhost", "dbtable": "x"})
    with pytest.raises(OptionError, match="the connection type is mysql"):
        connections.read_frame(spark, "mysql", {"url": "jdbc:oracle:thin:@//localhost/x", "dbtable": "x"})


def test_columns_that_no_database_has_are_refused(spark: SparkSession, database: dict[str, str]) -> None:
    with pytest.raises(OptionError, match=r"place.*no column of a database is a struct"):
        write(spark, database, [(1, (2,))], "id int, place struct<x: int>")
    with pytest.raises(OptionError, match="say which table"):
        connections.write_frame(from_dataframe(spark.range(1)), "custom.jdbc", database)
    with pytest.raises(OptionError, match="no column of a database is a array"):
        write(spark, database, [([1],)], "list array<int>")


def test_rows_without_a_key_are_told(spark: SparkSession, database: dict[str, str], job: Job) -> None:
    write(spark, database, [(1,), (None,)], "id int")
    with pytest.warns(EtlWarning, match='1 rows have no "id", and are not read'):
        assert job.reads(jobBookmarkKeys="ID") == [1]


def test_columns_that_are_named_and_not_there(spark: SparkSession, database: dict[str, str], job: Job) -> None:
    write(spark, database, [(1,)], "id int")
    with pytest.raises(UnknownNameError, match=r"column of jobBookmarkKeys 'idd'. Did you mean 'id'"):
        job.reads(jobBookmarkKeys="idd")
    with pytest.raises(OptionError, match="use hashexpression"):
        read(spark, {**database, "dbtable": "items", "hashfield": "ID"})


def test_no_password_is_shown_where_a_driver_takes_no_such_address(
    spark: SparkSession, database: dict[str, str]
) -> None:
    with pytest.raises(ReadError) as raised:
        read(spark, {**database, "url": "jdbc:mysql://bob:hunter2pw@h/x", "dbtable": "t"})
    assert "hunter2pw" not in str(raised.value)
