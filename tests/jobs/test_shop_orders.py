"""The job of a database, on a server of PostgreSQL with the driver that Glue has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from etl.catalog.files import FileCatalog
from tests.postgres_server import PASSWORD, USER, PostgresServer, postgres_server

pytestmark = pytest.mark.any_spark

DRIVER = "spark.jars.packages=org.postgresql:postgresql:42.7.3"
ARGUMENTS = {"connection": "shop", "job-bookmark-option": "job-bookmark-enable", "conf": DRIVER}

MORE = """
from awsglue.context import GlueContext
from pyspark.context import SparkContext

glue = GlueContext(SparkContext())
shares = {"hashfield": "country", "hashpartitions": "3"}
by_table = glue.create_dynamic_frame.from_catalog("shop", "orders", additional_options=shares)
rows = by_table.toDF()
print(rows.rdd.getNumPartitions(), sorted(row.id for row in rows.collect()), dict(rows.dtypes)["made"])
glue.write_dynamic_frame.from_catalog(by_table.filter(lambda row: row["id"] == 1), "shop", "copies")
print(sorted(row.id for row in glue.create_data_frame.from_catalog("shop", "copies").collect()))
for wrong in ({"dbtable": "nothing"}, {"dbtable": "orders", "password": "hunter2"}):
    try:
        glue.create_dynamic_frame.from_options("postgresql", {"connectionName": "shop", **wrong})
    except OSError as error:
        print("refused:", error)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with postgres_server() as running:
        yield running


@pytest.fixture
def project(tmp_path: Path, server: PostgresServer) -> Path:
    """A project whose catalog knows the server and two tables there."""
    server.run(
        "DROP TABLE IF EXISTS orders, totals, copies;"
        "CREATE TABLE orders (id SERIAL PRIMARY KEY, country TEXT, price NUMERIC(10, 2), made TIMESTAMP DEFAULT now());"
        "INSERT INTO orders (country, price) VALUES ('AT', 1.50), ('CH', 2), ('AT', 3.25), (NULL, 4)"
    )
    catalog = FileCatalog(tmp_path / ".etl/catalog")
    properties = {"JDBC_CONNECTION_URL": server.url, "USERNAME": USER, "PASSWORD": PASSWORD}
    catalog.create_connection({"Name": "shop", "ConnectionType": "JDBC", "ConnectionProperties": properties})
    catalog.create_database({"Name": "shop"})
    for name in ("orders", "copies"):
        parameters = {"classification": "postgresql", "connectionName": "shop"}
        storage = {"Location": f"postgres.public.{name}", "Columns": [{"Name": "id", "Type": "int"}]}
        catalog.create_table("shop", {"Name": name, "Parameters": parameters, "StorageDescriptor": storage})
    return tmp_path


def test_each_run_counts_the_orders_that_are_new(run_job: Callable, server: PostgresServer, project: Path) -> None:
    run_job("shop_orders.py", project=project, **ARGUMENTS)
    assert sorted(server.run("SELECT * FROM totals")) == [("", "1", "4.00"), ("AT", "2", "4.75"), ("CH", "1", "2.00")]
    server.run("INSERT INTO orders (country, price) VALUES ('CH', 5)")
    assert "5.00" in run_job("shop_orders.py", project=project, **ARGUMENTS).printed
    assert len(server.run("SELECT * FROM totals")) == 4


def test_tables_of_the_catalog_are_read_by_several_tasks_and_written(
    run_job: Callable, server: PostgresServer, project: Path
) -> None:
    script = project / "more.py"
    script.write_text(MORE, encoding="utf-8")
    printed = run_job(str(script), project=project, conf=DRIVER).printed
    assert "3 [1, 2, 3, 4] timestamp\n[1]\n" in printed
    assert 'relation "nothing" does not exist' in printed
    assert "password authentication failed" in printed
    assert "hunter2" not in printed
    assert PASSWORD not in printed
    assert [row[0] for row in server.run("SELECT id FROM copies")] == ["1"]
