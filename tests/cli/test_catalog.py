from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from etl.catalog.files import FileCatalog
from tests.moto_server import moto_server

pytestmark = pytest.mark.any_spark

Run = Callable[..., "subprocess.CompletedProcess[str]"]
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `etl catalog` in a folder of its own."""

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ETL_")} | KEYS
        command = [sys.executable, "-m", "etl", "catalog", *words]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)

    return call


@pytest.fixture
def catalog(tmp_path: Path) -> FileCatalog:
    """The catalog of that folder, with a table of one partition."""
    made = FileCatalog(tmp_path / ".etl/catalog")
    made.create_database({"Name": "sales", "Description": "what is sold"})
    storage = {"Columns": [{"Name": "id", "Type": "bigint"}], "Location": "s3://shop/orders/"}
    keys = [{"Name": "day", "Type": "string"}]
    given = {
        "Name": "orders",
        "StorageDescriptor": storage,
        "PartitionKeys": keys,
        "Parameters": {"classification": "json"},
    }
    made.create_table("sales", given)
    made.create_partitions("sales", "orders", [{"Values": ["mon"], "StorageDescriptor": storage}])
    return made


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with moto_server() as address:
        urlopen(Request(f"{address}/moto-api/reset", method="POST")).close()  # all servers of a process are one
        yield address


def lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was told, with one space between the parts of a line."""
    assert done.returncode == 0, done.stderr
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_it_lists(run: Run, catalog: FileCatalog) -> None:
    assert run("ls").stdout == "sales  1 table  what is sold\n"
    assert run("ls", "sales").stdout == "orders  json  by day  s3://shop/orders/\n"
    assert run("ls", "sales", "orders").stdout == "day=mon  s3://shop/orders/\n"
    tables, partitions = (json.loads(run("ls", name, "--output", "json").stdout) for name in ("sales", "sales.orders"))
    assert [table["Name"] for table in tables] == ["orders"]
    assert [partition["Values"] for partition in partitions] == [["mon"]]


def test_it_shows_a_table(run: Run, catalog: FileCatalog) -> None:
    catalog.update_table("sales", catalog.table("sales", "orders"))
    assert run("show", "sales.orders").stdout.splitlines() == [
        "Table       sales.orders",
        "Format      json",
        "Location    s3://shop/orders/",
        "Version     1, and 1 older one",
        "Partitions  1",
        "",
        "Columns",
        "  id  bigint",
        "",
        "Partition keys",
        "  day  string",
        "",
        "Parameters",
        "  classification  json",
    ]
    table = json.loads(run("show", "sales.orders", "--output", "json").stdout)
    assert (table["Name"], table["VersionId"]) == ("orders", "1")
    assert datetime.fromisoformat(table["CreateTime"]) == catalog.table("sales", "orders")["CreateTime"]


def test_it_shows_a_database_and_a_view(run: Run, catalog: FileCatalog) -> None:
    catalog.create_table("sales", {"Name": "v", "TableType": "VIRTUAL_VIEW", "ViewExpandedText": "select 1"})
    catalog.create_function("sales", {"FunctionName": "f", "ClassName": "com.example.F"})
    assert lines(run("show", "sales")) == [
        *("Database sales", "Description what is sold", ""),
        *("Tables", "orders json by day s3://shop/orders/", "v view", ""),
        *("Functions", "f com.example.F"),
    ]
    assert lines(run("show", "sales.v"))[-2:] == ["Query", "select 1"]


def test_secrets_of_connections_are_not_shown(run: Run, catalog: FileCatalog, tmp_path: Path) -> None:
    url = "jdbc:postgresql://h/shop"
    properties = {"JDBC_CONNECTION_URL": url, "PASSWORD": "hidden", "USERNAME": "u"}
    catalog.create_connection({"Name": "Shop", "ConnectionType": "JDBC", "ConnectionProperties": properties})
    assert lines(run("connections")) == [f"Shop JDBC {url}"]
    assert lines(run("connections", "Shop")) == [
        *("Connection Shop", "Type JDBC", ""),
        *("Properties", f"JDBC_CONNECTION_URL {url}", "PASSWORD ***", "USERNAME u"),
    ]
    credentials = {"BasicAuthenticationCredentials": {"Username": "u", "Password": "hidden"}}
    catalog.create_connection({"Name": "Auth", "AuthenticationConfiguration": credentials})
    assert "hidden" not in run("connections", "--output", "json").stdout
    assert "create connection Auth (without BasicAuthenticationCredentials)" in lines(run("export", "k.json", "--yes"))
    assert "hidden" not in (tmp_path / "k.json").read_text()


def test_a_table_that_an_edit_broke_is_told_and_the_others_are_listed(
    run: Run, catalog: FileCatalog, tmp_path: Path
) -> None:
    catalog.create_table("sales", {"Name": "odd", "Parameters": {}})
    file = tmp_path / ".etl/catalog/databases/sales/tables/odd.json"
    file.write_text(file.read_text().replace('"Parameters": {}', '"Parameters": "x"'))
    told = f"{Path('.etl/catalog/databases/sales/tables/odd.json')}, line 8: Table.Parameters: expected an object"
    listed, shown = run("ls", "sales"), run("show", "sales.odd")
    assert listed.stdout == "orders  json  by day  s3://shop/orders/\n"
    assert told in listed.stderr
    assert (shown.returncode, shown.stdout) == (2, "")
    assert told in shown.stderr
    assert "create table sales.orders" in lines(run("export", "kept.json"))


def test_what_there_is_none_of_is_said(run: Run, tmp_path: Path) -> None:
    assert run("ls").stdout == "There are no databases yet.\n"
    assert run("connections").stdout == "There are no connections yet.\n"
    assert run("export", "--yes", "away").stdout == "There is nothing to copy.\n"
    assert json.loads(run("ls", "--output", "json").stdout) == []
    assert not (tmp_path / ".etl").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "sales.order"), "Table order not found. Did you mean 'orders'?"),
        (("ls", "sale"), "Database sale not found. Did you mean 'sales'?"),
        (("connections", "shop"), "Connection shop not found."),
        (("drop", "sales."), "'sales.': expected a database, or database.table"),
        (("import", "away"), "away: there is no such file or folder"),
    ],
)
def test_what_cannot_be_is_told(run: Run, catalog: FileCatalog, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stderr) == (2, f"etl: {said}\n")


def test_a_broken_file_hides_no_other_table(run: Run, catalog: FileCatalog, tmp_path: Path) -> None:
    file = tmp_path / ".etl/catalog/databases/sales/tables/broken.json"
    file.write_text('{"format": 1,\n "Table": {x}}')
    listed, shown = run("ls", "sales"), run("show", "sales.broken")
    assert lines(listed) == ["orders json by day s3://shop/orders/"]
    assert listed.stderr.startswith(f"etl: A table is left out of the list: {file}, line 2: this is no JSON: ")
    assert (shown.returncode, shown.stderr.partition(": this")[0]) == (2, f"etl: {file}, line 2")


def test_it_drops(run: Run, catalog: FileCatalog) -> None:
    assert lines(run("drop", "sales.orders")) == ["drop table sales.orders", "The files of tables are where they were."]
    assert run("ls", "sales").stdout == "The database sales has no tables.\n"
    told = json.loads(run("drop", "sales", "--output", "json").stdout)
    assert [(step["action"], step["kind"], step["name"]) for step in told] == [("drop", "database", "sales")]
    assert catalog.databases() == []


def test_it_adds_the_partitions_that_are_missing(run: Run, catalog: FileCatalog, tmp_path: Path) -> None:
    for folder in ("day=mon", "day=tu%2Fe", "other=x", "loose"):
        (tmp_path / ".etl/s3/shop/orders" / folder).mkdir(parents=True)
        (tmp_path / ".etl/s3/shop/orders" / folder / "a.json").write_text("{}")
    assert run("repair", "sales.orders").stdout == "create partition sales.orders day=tu%2Fe\n"
    assert run("repair", "sales.orders").stdout == "The table sales.orders has a partition for every folder.\n"
    found = catalog.partition("sales", "orders", ["tu/e"])
    assert found["StorageDescriptor"]["Location"] == "s3://shop/orders/day=tu%2Fe/"


def test_a_table_whose_folder_is_not_there_is_told(run: Run, catalog: FileCatalog, tmp_path: Path) -> None:
    given = {"Name": "away", "StorageDescriptor": {"Location": f"{tmp_path}/x"}, "PartitionKeys": [{"Name": "day"}]}
    catalog.create_table("sales", given)
    done = run("repair", "sales.away")
    assert (done.returncode, done.stderr) == (2, f"etl: {tmp_path}/x: there is no such folder\n")


def test_it_copies_to_a_file_and_back(run: Run, catalog: FileCatalog, tmp_path: Path) -> None:
    told = ["create database sales", "create table sales.orders", "create 1 partition of sales.orders"]
    assert lines(run("export", "kept.json")) == [*told, "Nothing is done yet: give --yes to do it."]
    assert not (tmp_path / "kept.json").exists()
    assert lines(run("export", "kept.json", "--yes")) == told
    catalog.delete_database("sales")
    steps = json.loads(run("import", "kept.json", "--yes", "--output", "json").stdout)
    assert [(step["action"], step["kind"], step["count"]) for step in steps] == [
        *(("create", "database", 0), ("create", "table", 0), ("create", "partition", 1)),
    ]
    assert lines(run("import", "kept.json"))[-1] == "All that there is to copy is there."


def test_it_copies_to_a_real_catalog_and_back(run: Run, catalog: FileCatalog, server: str, tmp_path: Path) -> None:
    to, back = ("export", "--to-glue", "--endpoint-url", server), ("import", "--from-glue", "--endpoint-url", server)
    told = ["create database sales", "create table sales.orders", "create 1 partition of sales.orders"]
    assert lines(run(*to)) == [*told, "Nothing is done yet: give --yes to do it."]
    assert lines(run(*to, "--yes")) == told
    catalog.delete_database("sales")
    assert lines(run(*back, "--database", "sales", "--yes"))[:3] == told
    assert [partition["Values"] for partition in catalog.partitions("sales", "orders")] == [["mon"]]
    assert lines(run(*back))[:3] == [step.replace("create", "leave") for step in told]


def test_a_database_that_glue_lacks_is_told(run: Run, server: str, catalog: FileCatalog) -> None:
    done = run("import", "--from-glue", "--endpoint-url", server, "--database", "nothing")
    assert (done.returncode, done.stderr) == (2, "etl: Database nothing not found.\n")


def test_one_place_is_needed(run: Run) -> None:
    assert "one of the arguments PATH --from-glue is required" in run("import").stderr
    assert "not allowed with argument" in run("export", "--to-glue", "folder").stderr


def test_an_account_that_cannot_be_asked_is_told(run: Run) -> None:
    done = run("import", "--from-glue", "--profile", "nobody")
    assert done.returncode == 2
    assert "etl: AWS Glue cannot be reached: The config profile (nobody) could not be found" in done.stderr
