from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from etl.catalog import copying
from etl.catalog.contract import Catalog
from etl.catalog.errors import (
    EntityNotFoundException,
    InvalidInputException,
    PartitionsError,
    UnreachableError,
    raise_failures,
)
from etl.catalog.files import FileCatalog
from etl.catalog.glue import catalog_of_account
from tests.moto_server import moto_server

TableOf = Callable[..., dict[str, Any]]
MANY = [f"{number:04}" for number in range(1234)]


@pytest.fixture
def other(tmp_path: Path) -> FileCatalog:
    """Another empty catalog."""
    return FileCatalog(tmp_path / "other")


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalog]:
    """An empty catalog behind a server of Glue's API."""
    for name, value in {"ACCESS_KEY_ID": "k", "SECRET_ACCESS_KEY": "s", "DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with moto_server() as address:
        urlopen(Request(f"{address}/moto-api/reset", method="POST")).close()
        yield catalog_of_account(address=address)


def told(steps: Iterator[copying.Step]) -> list[str]:
    return [str(step) for step in steps]


def filled(catalog: Catalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales", "Description": "what is sold"})
    catalog.create_table("sales", table_of("orders", {"day": "string"}, Parameters={"classification": "json"}))
    catalog.create_partitions("sales", "orders", [partition("mon"), partition("tue")])


def partition(value: str, location: str = "s3://b/") -> dict[str, Any]:
    return {"Values": [value], "StorageDescriptor": {"Location": f"{location}{value}/"}}


def jdbc(**properties: str) -> dict[str, Any]:
    given = {"JDBC_CONNECTION_URL": "jdbc:postgresql://h:5432/shop", "USERNAME": "u", **properties}
    return {"Name": "Shop", "ConnectionType": "JDBC", "ConnectionProperties": given}


def test_all_is_told_then_copied_then_left(catalog: FileCatalog, other: FileCatalog, table_of: TableOf) -> None:
    filled(catalog, table_of)
    catalog.create_function("sales", {"FunctionName": "f", "ClassName": "com.example.F"})
    catalog.create_connection(jdbc())
    steps = [
        "create database sales",
        "create table sales.orders",
        "create 2 partitions of sales.orders",
        "create function sales.f",
        "create connection Shop",
    ]
    assert told(copying.plan(catalog, other)) == steps
    assert other.databases() == other.connections() == []
    assert told(copying.apply(catalog, other)) == steps
    assert other.table("sales", "orders")["Parameters"] == {"classification": "json"}
    assert other.function("sales", "f")["ClassName"] == "com.example.F"
    assert told(copying.plan(catalog, other)) == [step.replace("create", "leave") for step in steps]


def test_what_changed_is_changed_and_what_is_only_there_stays(
    catalog: FileCatalog, other: FileCatalog, table_of: TableOf
) -> None:
    filled(catalog, table_of)
    told(copying.apply(catalog, other))
    other.create_table("sales", table_of("mine"))
    other.create_partitions("sales", "orders", [partition("wed")])
    catalog.update_database("sales", {"Name": "sales"})
    catalog.update_table("sales", table_of("orders", {"day": "string"}))
    catalog.update_partitions("sales", "orders", [(["tue"], partition("tue", "s3://new/"))])
    assert told(copying.apply(catalog, other)) == [
        "change database sales",
        "change table sales.orders",
        "change 1 partition of sales.orders",
        "leave 1 partition of sales.orders",
    ]
    assert "Description" not in other.database("sales")
    assert other.table_names("sales") == ["mine", "orders"]
    assert other.partition("sales", "orders", ["tue"])["StorageDescriptor"]["Location"] == "s3://new/tue/"
    assert [one["Values"] for one in other.partitions("sales", "orders")] == [["mon"], ["tue"], ["wed"]]


def test_members_that_say_nothing_are_no_change(catalog: FileCatalog, other: FileCatalog) -> None:
    """Glue answers with members that nobody has given."""
    catalog.create_database({"Name": "a", "Parameters": {}})
    catalog.create_table("a", {"Name": "t", "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "int"}]}})
    told(copying.apply(catalog, other))
    storage = {"Columns": [{"Name": "id", "Type": "int", "Comment": ""}], "Compressed": False, "SkewedInfo": {"x": []}}
    other.update_table("a", {"Name": "t", "Retention": 0, "StorageDescriptor": storage, "PartitionKeys": []})
    assert told(copying.plan(catalog, other)) == ["leave database a", "leave table a.t"]
    other.update_table("a", {"Name": "t", "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "bigint"}]}})
    assert told(copying.plan(catalog, other)) == ["leave database a", "change table a.t"]


def test_named_databases_come_alone(catalog: FileCatalog, other: FileCatalog) -> None:
    for name in ("a", "b"):
        catalog.create_database({"Name": name})
    catalog.create_connection(jdbc())
    assert told(copying.apply(catalog, other, ["b"])) == ["create database b"]
    with pytest.raises(EntityNotFoundException, match="Database aa not found"):
        told(copying.plan(catalog, other, ["aa"]))


def test_secrets_stay_where_they_are(catalog: FileCatalog, other: FileCatalog) -> None:
    catalog.create_connection(jdbc(PASSWORD="here", SECRET_ID="prod/shop"))
    assert told(copying.apply(catalog, other)) == ["create connection Shop (without PASSWORD)"]
    assert "PASSWORD" not in other.connection("Shop")["ConnectionProperties"]
    assert other.connection("Shop")["ConnectionProperties"]["SECRET_ID"] == "prod/shop"
    other.update_connection("Shop", jdbc(PASSWORD="there", SECRET_ID="prod/shop"))
    assert told(copying.apply(catalog, other)) == ["leave connection Shop"]
    catalog.update_connection("Shop", jdbc(PASSWORD="here", SECRET_ID="prod/other"))
    assert told(copying.apply(catalog, other)) == ["change connection Shop"]
    kept = other.connection("Shop")["ConnectionProperties"]
    assert (kept["PASSWORD"], kept["SECRET_ID"]) == ("there", "prod/other")


def test_a_server_gets_all_and_gives_it_back(
    catalog: FileCatalog, other: FileCatalog, account: Catalog, table_of: TableOf
) -> None:
    """1,234 partitions: more than a request of Glue's and a page of it take."""
    filled(catalog, table_of)
    catalog.create_table("sales", table_of("days", {"day": "string"}, LastAccessTime=datetime(2024, 1, 2, tzinfo=UTC)))
    catalog.create_partitions("sales", "days", map(partition, MANY))
    catalog.create_connection(jdbc())
    steps = told(copying.apply(catalog, account))
    assert "create 1,234 partitions of sales.days" in steps
    assert told(copying.plan(catalog, account))[:5] == [step.replace("create", "leave") for step in steps[:5]]
    back = told(copying.apply(account, other))
    assert back[:5] == steps[:5]
    assert [one["Values"][0] for one in other.partitions("sales", "days")] == MANY
    assert told(copying.plan(catalog, other))[:5] == [step.replace("create", "leave") for step in steps[:5]]


def test_what_a_server_does_not_know_is_skipped(other: FileCatalog, account: Catalog) -> None:
    """The server has no functions."""
    account.create_database({"Name": "sales"})
    first, second = told(copying.apply(account, other))
    assert first == "create database sales"
    assert second.startswith("skip function sales.* (AWS Glue answers 500 to a request for Database sales")


def test_partitions_that_are_refused_are_told(catalog: FileCatalog, table_of: TableOf) -> None:
    filled(catalog, table_of)
    refused = catalog.create_partitions("sales", "orders", [partition("mon"), partition("tue"), partition("wed")])
    expected = r"2 partitions of sales.orders were refused; \['mon'\], for one: Partition \['mon'\] already exists"
    with pytest.raises(PartitionsError, match=expected):
        raise_failures("sales.orders", refused)


def test_keys_of_partitions_that_are_there_do_not_change(
    catalog: FileCatalog, other: FileCatalog, table_of: TableOf
) -> None:
    filled(catalog, table_of)
    told(copying.apply(catalog, other))
    catalog.delete_table("sales", "orders")
    catalog.create_table("sales", table_of("orders", {"month": "string"}))
    with pytest.raises(InvalidInputException, match=r"keys of sales.orders cannot change"):
        told(copying.apply(catalog, other))


def test_a_server_that_nobody_reaches_is_told(other: FileCatalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "k")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    away = catalog_of_account(region="eu-west-1", address="http://127.0.0.1:9")
    with pytest.raises(UnreachableError, match="AWS Glue cannot be reached: Could not connect"):
        told(copying.plan(away, other))
    with pytest.raises(UnreachableError, match="profile"):
        catalog_of_account(profile="nobody")
