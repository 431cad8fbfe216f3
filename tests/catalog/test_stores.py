"""What every store of the catalog does: files, and Glue's API, which a server of moto's speaks.

What moto lacks is tested with files alone (test_files.py): names whose case does not count, the version that a change
is made for, changes without a version, segments, NOT, connections that change or go, user-defined functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boto3
import pytest

from etl.catalog.contract import Catalog
from etl.catalog.errors import (
    AlreadyExistsException,
    CatalogError,
    EntityNotFoundException,
    InvalidInputException,
)
from etl.catalog.glue import GlueCatalog
from tests.catalog.conftest import KEYS

TableOf = Callable[..., dict[str, Any]]


@pytest.fixture
def orders(store: Catalog, table_of: TableOf) -> Catalog:
    """A store with the table sales.orders, whose keys are a number and a text."""
    store.create_database({"Name": "sales"})
    store.create_table("sales", table_of("orders", {"year": "int", "country": "string"}))
    return store


def values_of(found: Any) -> list[list[str]]:
    return sorted(partition["Values"] for partition in found)


def test_a_database_is_made_changed_and_deleted(store: Catalog) -> None:
    for name in ("shops", "sales-eu"):
        store.create_database({"Name": name, "Description": "d"})
    assert [database["Name"] for database in store.databases()] == ["sales-eu", "shops"]
    with pytest.raises(AlreadyExistsException, match="Database shops already exists"):
        store.create_database({"Name": "shops"})
    store.update_database("shops", {"Name": "shops", "LocationUri": "s3://b/"})
    assert store.database("shops")["LocationUri"] == "s3://b/"
    assert store.database("shops").get("Description") is None
    store.delete_database("shops")
    with pytest.raises(EntityNotFoundException, match="Database shops not found"):
        store.database("shops")


def test_a_table_is_made_changed_and_deleted(orders: Catalog, table_of: TableOf) -> None:
    orders.create_table("sales", table_of("a"))
    assert orders.table_names("sales") == [table["Name"] for table in orders.tables("sales")] == ["a", "orders"]
    with pytest.raises(AlreadyExistsException):
        orders.create_table("sales", table_of("a"))
    first = orders.table("sales", "a")
    orders.update_table("sales", table_of("a", Description="new"))
    second = orders.table("sales", "a")
    assert (second["Description"], second["DatabaseName"]) == ("new", "sales")
    versions = [version["VersionId"] for version in orders.table_versions("sales", "a")]
    assert versions == [second["VersionId"], first["VersionId"]]
    orders.delete_table_version("sales", "a", first["VersionId"])
    assert len(orders.table_versions("sales", "a")) == 1
    orders.delete_table("sales", "a")
    assert orders.table_names("sales") == ["orders"]


def test_what_is_not_there_is_told_by_its_name(orders: Catalog, table_of: TableOf) -> None:
    for call in (
        lambda: orders.table_names("other"),
        lambda: orders.table("other", "orders"),
        lambda: orders.create_table("other", table_of("a")),
        lambda: orders.delete_database("other"),
        lambda: orders.update_database("other", {"Name": "other"}),
    ):
        with pytest.raises(EntityNotFoundException, match="Database other not found"):
            call()
    for call in (
        lambda: orders.table("sales", "none"),
        lambda: orders.delete_table("sales", "none"),
        lambda: orders.update_table("sales", table_of("none")),
        lambda: list(orders.partitions("sales", "none")),
        lambda: list(orders.narrowed("sales", "none", [])),
        lambda: orders.create_partitions("sales", "none", [{"Values": ["1"]}]),
    ):
        with pytest.raises(EntityNotFoundException, match="Table none not found"):
            call()
    with pytest.raises(EntityNotFoundException, match=r"Partition .*'2020', 'at'.* of sales\.orders not found"):
        orders.partition("sales", "orders", ["2020", "at"])
    with pytest.raises(EntityNotFoundException, match="Connection shop not found"):
        orders.connection("shop")


def test_a_table_that_is_made_anew_has_nothing_of_the_old_one(orders: Catalog, table_of: TableOf) -> None:
    orders.create_partitions("sales", "orders", [{"Values": ["2020", "at"]}])
    orders.delete_table("sales", "orders")
    orders.create_table("sales", table_of("orders", {"year": "int", "country": "string"}))
    assert list(orders.partitions("sales", "orders")) == []


def test_partitions_are_added_found_changed_and_deleted(orders: Catalog) -> None:
    storage = {"Location": "s3://b/x/", "Columns": []}
    given = [{"Values": [y, c], "StorageDescriptor": storage} for y in ("2020", "2021") for c in ("at", "de")]
    assert orders.create_partitions("sales", "orders", given) == []
    failures = orders.create_partitions("sales", "orders", [{"Values": ["2020", "at"]}, {"Values": ["2022", "at"]}])
    assert [(f.values, f.code) for f in failures] == [(("2020", "at"), "AlreadyExistsException")]
    found = orders.partition("sales", "orders", ["2020", "de"])
    assert (found["TableName"], found["StorageDescriptor"]["Location"]) == ("orders", "s3://b/x/")
    changed = {"Values": ["2020", "de"], "Parameters": {"a": "b"}}
    entries = [(["2020", "de"], changed), (["1", "x"], {"Values": ["1", "x"]})]
    failures = orders.update_partitions("sales", "orders", entries)
    assert [(f.values, f.code) for f in failures] == [(("1", "x"), "EntityNotFoundException")]
    assert orders.partition("sales", "orders", ["2020", "de"])["Parameters"] == {"a": "b"}
    failures = orders.delete_partitions("sales", "orders", [["2020", "de"], ["1", "x"]])
    assert [(f.values, f.code) for f in failures] == [(("1", "x"), "EntityNotFoundException")]
    left = values_of(orders.partitions("sales", "orders"))
    assert left == [["2020", "at"], ["2021", "at"], ["2021", "de"], ["2022", "at"]]


def test_more_partitions_than_a_request_may_name(orders: Catalog) -> None:
    values = [["2020", f"{number:03}"] for number in range(230)]
    assert orders.create_partitions("sales", "orders", ({"Values": value} for value in values)) == []
    assert values_of(orders.partitions("sales", "orders")) == values
    changed = [(value, {"Values": value, "Parameters": {"a": "b"}}) for value in values]
    assert orders.update_partitions("sales", "orders", changed) == []
    assert all(partition["Parameters"] == {"a": "b"} for partition in orders.partitions("sales", "orders"))
    assert orders.delete_partitions("sales", "orders", values[:-1]) == []
    assert values_of(orders.partitions("sales", "orders")) == values[-1:]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("", ["2019at", "2020at", "2020de"]),
        ("year = 2020", ["2020at", "2020de"]),
        ("year > 2019 AND country = 'de'", ["2020de"]),
        ("country IN ('at', 'x') OR year < 2019", ["2019at", "2020at"]),
        ("country <> 'at'", ["2020de"]),
        ("country LIKE 'a%' AND year BETWEEN 2020 AND 2021", ["2020at"]),
    ],
)
def test_an_expression_finds_partitions(orders: Catalog, expression: str, expected: list[str]) -> None:
    orders.create_partitions(
        "sales", "orders", [{"Values": v} for v in (["2019", "at"], ["2020", "at"], ["2020", "de"])]
    )
    assert ["".join(v) for v in values_of(orders.partitions("sales", "orders", expression))] == expected


def test_an_expression_of_what_is_no_key_is_refused(orders: Catalog) -> None:
    orders.create_partitions("sales", "orders", [{"Values": ["2019", "at"]}])
    with pytest.raises(InvalidInputException):
        list(orders.partitions("sales", "orders", "month = 1"))


def test_what_is_surely_not_wanted_is_left_out(orders: Catalog) -> None:
    orders.create_partitions(
        "sales", "orders", [{"Values": v} for v in (["2019", "at"], ["2020", "at"], ["2020", "de"])]
    )
    found = orders.narrowed("sales", "orders", ["country = 'de' AND abs(year) = 2020", "length(country) = 2"])
    assert values_of(found) == [["2020", "de"]]
    assert len(list(orders.narrowed("sales", "orders", ["year = 2020 OR length(country) = 2"]))) == 3


def test_a_key_called_as_glue_calls_something_else_leaves_all(store: Catalog, table_of: TableOf) -> None:
    store.create_database({"Name": "sales"})
    store.create_table("sales", table_of("orders", {"in": "string"}))
    store.create_partitions("sales", "orders", [{"Values": ["a"]}])
    assert values_of(store.narrowed("sales", "orders", ["`in` = 'a'"])) == [["a"]]


def test_connections_are_kept(store: Catalog) -> None:
    store.create_connection({"Name": "shop", "ConnectionType": "JDBC", "ConnectionProperties": {"USERNAME": "u"}})
    assert store.connection("shop")["ConnectionProperties"] == {"USERNAME": "u"}
    assert [connection["Name"] for connection in store.connections()] == ["shop"]
    with pytest.raises(AlreadyExistsException):
        store.create_connection({"Name": "shop", "ConnectionType": "JDBC", "ConnectionProperties": {}})


def test_names_count_without_case(store: Catalog, table_of: TableOf) -> None:
    store.create_database({"Name": "Sales"})
    store.create_table("SALES", table_of("Orders", {"year": "int"}))
    store.create_partitions("sales", "ORDERS", [{"Values": ["2020"]}])
    assert [store.table("Sales", "ORDERS")["Name"], store.database("SALES")["Name"]] == ["orders", "sales"]
    assert values_of(store.partitions("Sales", "Orders")) == [["2020"]]
    store.delete_table("Sales", "Orders")
    assert store.table_names("sales") == []
    with pytest.raises(InvalidInputException, match="it is a path"):
        store.table("sales", "../x")


@pytest.mark.parametrize("name", ["", None, 3])
def test_what_is_no_name_is_refused(store: Catalog, name: Any) -> None:
    with pytest.raises(InvalidInputException):
        store.create_database({"Name": name})


def test_a_server_that_does_not_answer_is_named() -> None:
    from botocore.config import Config

    given = {"endpoint_url": "http://127.0.0.1:9", "config": Config(retries={"total_max_attempts": 1})}
    catalog = GlueCatalog(boto3.session.Session().client("glue", **given, **KEYS))
    with pytest.raises(CatalogError, match=r"cannot be reached: .*http://127\.0\.0\.1:9"):
        catalog.database("sales")
