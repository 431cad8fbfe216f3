"""The same calls on our client and on a server of moto's, whose answers have the shapes of AWS's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ParamValidationError

from etl.catalog.api import serve_local_catalog
from etl.catalog.files import FileCatalog
from etl.errors import UnsupportedFeatureError
from tests.moto_server import moto_server

KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that speaks Glue's API."""
    with moto_server() as address:
        yield address


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Any]:
    """boto3's client on the catalog of a folder."""
    catalog: FileCatalog | None = FileCatalog(tmp_path)
    serve_local_catalog(lambda: catalog, lambda: tmp_path)
    yield boto3.session.Session().client("glue", **KEYS)
    catalog = None


@pytest.fixture(params=["ours", "moto"])
def client(request: pytest.FixtureRequest, server: str) -> Any:
    if request.param == "ours":
        return request.getfixturevalue("ours")
    made = boto3.session.Session().client("glue", endpoint_url=server, **KEYS)
    for database in made.get_databases()["DatabaseList"]:
        made.delete_database(Name=database["Name"])
    return made


@pytest.fixture
def orders(client: Any) -> Any:
    """A client whose catalog has a table of three partitions."""
    client.create_database(DatabaseInput={"Name": "sales"})
    columns, keys = (
        [{"Name": "id", "Type": "bigint"}],
        [{"Name": "year", "Type": "int"}, {"Name": "c", "Type": "string"}],
    )
    storage = {"Columns": columns, "Location": "s3://b/orders/"}
    client.create_table(
        DatabaseName="sales", TableInput={"Name": "orders", "PartitionKeys": keys, "StorageDescriptor": storage}
    )
    given = [{"Values": [y, "at"], "StorageDescriptor": storage} for y in ("2019", "2020", "2021")]
    client.batch_create_partition(DatabaseName="sales", TableName="orders", PartitionInputList=given)
    return client


def test_a_database_and_a_table_are_told_as_glue_tells_them(orders: Any) -> None:
    database = orders.get_database(Name="sales")["Database"]
    assert {"Name", "CreateTime"} <= database.keys()
    table = orders.get_table(DatabaseName="sales", Name="orders")["Table"]
    assert table["StorageDescriptor"]["Location"] == "s3://b/orders/"
    assert table["CreateTime"].tzinfo is not None
    assert [key["Name"] for key in table["PartitionKeys"]] == ["year", "c"]
    answer = orders.get_tables(DatabaseName="sales", Expression="or.*")
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert [found["Name"] for found in answer["TableList"]] == ["orders"]


def test_partitions_are_found_by_expression_and_in_pages(orders: Any) -> None:
    place = {"DatabaseName": "sales", "TableName": "orders"}
    found = orders.get_partitions(**place, Expression="year > 2019 AND c = 'at'")["Partitions"]
    assert [partition["Values"][0] for partition in found] == ["2020", "2021"]
    pages = orders.get_paginator("get_partitions").paginate(**place, PaginationConfig={"PageSize": 2})
    assert sorted(p["Values"][0] for page in pages for p in page["Partitions"]) == ["2019", "2020", "2021"]
    wanted = [{"Values": ["2020", "at"]}, {"Values": ["1", "at"]}]
    assert len(orders.batch_get_partition(**place, PartitionsToGet=wanted)["Partitions"]) == 1


def test_batches_tell_what_they_did_not_do(orders: Any) -> None:
    place = {"DatabaseName": "sales", "TableName": "orders"}
    storage = {"Columns": [], "Location": "s3://b/x/"}
    again = [
        {"Values": ["2019", "at"], "StorageDescriptor": storage},
        {"Values": ["2022", "at"], "StorageDescriptor": storage},
    ]
    errors = orders.batch_create_partition(**place, PartitionInputList=again)["Errors"]
    assert [(e["PartitionValues"], e["ErrorDetail"]["ErrorCode"]) for e in errors] == [
        (["2019", "at"], "AlreadyExistsException")
    ]
    gone = [{"Values": ["2022", "at"]}, {"Values": ["1", "x"]}]
    errors = orders.batch_delete_partition(**place, PartitionsToDelete=gone)["Errors"]
    assert [e["PartitionValues"] for e in errors] == [["1", "x"]]


@pytest.mark.parametrize(
    ("operation", "given", "error"),
    [
        ("get_database", {"Name": "x"}, "EntityNotFoundException"),
        ("get_table", {"DatabaseName": "sales", "Name": "x"}, "EntityNotFoundException"),
        (
            "get_partition",
            {"DatabaseName": "sales", "TableName": "orders", "PartitionValues": ["1", "x"]},
            "EntityNotFoundException",
        ),
        ("create_database", {"DatabaseInput": {"Name": "sales"}}, "AlreadyExistsException"),
        ("create_table", {"DatabaseName": "sales", "TableInput": {"Name": "orders"}}, "AlreadyExistsException"),
        ("delete_table", {"DatabaseName": "sales", "Name": "x"}, "EntityNotFoundException"),
    ],
)
def test_errors_are_glues(orders: Any, operation: str, given: dict[str, Any], error: str) -> None:
    with pytest.raises(getattr(orders.exceptions, error)) as raised:
        getattr(orders, operation)(**given)
    assert raised.value.response["Error"]["Code"] == error


def test_a_table_is_updated_and_its_versions_told(orders: Any) -> None:
    keys = orders.get_table(DatabaseName="sales", Name="orders")["Table"]["PartitionKeys"]
    given = {"Name": "orders", "Description": "new", "PartitionKeys": keys}
    orders.update_table(DatabaseName="sales", TableInput=given)
    assert orders.get_table(DatabaseName="sales", Name="orders")["Table"]["Description"] == "new"
    versions = orders.get_table_versions(DatabaseName="sales", TableName="orders")["TableVersions"]
    assert len(versions) == 2
    orders.delete_table(DatabaseName="sales", Name="orders")
    assert orders.get_tables(DatabaseName="sales")["TableList"] == []


def test_an_expression_that_is_none_is_invalid_input(ours: Any) -> None:
    ours.create_database(DatabaseInput={"Name": "d"})
    ours.create_table(DatabaseName="d", TableInput={"Name": "t", "PartitionKeys": [{"Name": "y", "Type": "int"}]})
    with pytest.raises(ours.exceptions.InvalidInputException, match="'z' is no partition key"):
        ours.get_partitions(DatabaseName="d", TableName="t", Expression="z = 1")
    with pytest.raises(ours.exceptions.InvalidInputException, match="NextToken"):
        ours.get_tables(DatabaseName="d", NextToken="x")


def test_segments_and_excluded_columns(ours: Any) -> None:
    ours.create_database(DatabaseInput={"Name": "d"})
    ours.create_table(DatabaseName="d", TableInput={"Name": "t", "PartitionKeys": [{"Name": "y", "Type": "int"}]})
    given = [{"Values": [str(y)], "StorageDescriptor": {"Columns": [{"Name": "a"}], "Location": "l"}} for y in range(9)]
    ours.batch_create_partition(DatabaseName="d", TableName="t", PartitionInputList=given)
    segments = [{"SegmentNumber": number, "TotalSegments": 2} for number in range(2)]
    found = [ours.get_partitions(DatabaseName="d", TableName="t", Segment=one)["Partitions"] for one in segments]
    assert sorted(int(p["Values"][0]) for part in found for p in part) == list(range(9))
    bare = ours.get_partitions(DatabaseName="d", TableName="t", ExcludeColumnSchema=True)["Partitions"][0]
    assert bare["StorageDescriptor"] == {"Location": "l"}


@pytest.mark.parametrize(("number", "total"), [(4, 4), (0, 11), (0, 0), (-1, 2)])
def test_a_segment_that_glue_does_not_take_is_refused(ours: Any, number: int, total: int) -> None:
    ours.create_database(DatabaseInput={"Name": "d"})
    ours.create_table(DatabaseName="d", TableInput={"Name": "t"})
    segment = {"SegmentNumber": number, "TotalSegments": total}
    with pytest.raises((ours.exceptions.InvalidInputException, ParamValidationError)):
        ours.get_partitions(DatabaseName="d", TableName="t", Segment=segment)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ["customer-link", "linked", "orders"]),
        ({"Filters": [{"Key": "Name", "Value": "nope"}]}, []),
        ({"Filters": [{"Key": "Name", "Value": "link"}]}, ["customer-link"]),
        ({"Filters": [{"Key": "Name", "Value": "customer-link"}]}, ["customer-link"]),
        ({"Filters": [{"Key": "Owner", "Value": "ann"}]}, ["linked", "orders"]),
        ({"Filters": [{"Key": "Owner", "Value": "ann"}], "SearchText": "order"}, ["orders"]),
        ({"Filters": [{"Key": "CreateTime", "Value": "2020-01-01T00:00:00Z", "Comparator": "LESS_THAN"}]}, []),
        (
            {"Filters": [{"Key": "CreateTime", "Value": "2020-01-01", "Comparator": "GREATER_THAN"}], "MaxResults": 1},
            ["customer-link"],
        ),
        (
            {"SortCriteria": [{"FieldName": "Owner", "Sort": "ASC"}, {"FieldName": "Name", "Sort": "DESC"}]},
            ["customer-link", "orders", "linked"],
        ),
    ],
)
def test_tables_are_searched(ours: Any, given: dict[str, Any], names: list[str]) -> None:
    ours.create_database(DatabaseInput={"Name": "d"})
    for name, more in (("customer-link", {}), ("linked", {"Owner": "ann"}), ("orders", {"Owner": "ann"})):
        ours.create_table(DatabaseName="d", TableInput={"Name": name, **more})
    assert [table["Name"] for table in ours.search_tables(**given)["TableList"]] == names


def test_a_search_that_cannot_be_done_is_refused(ours: Any) -> None:
    for given, said in (
        ({"Filters": [{"Key": "Colour", "Value": "red"}]}, "cannot be searched by 'Colour'"),
        ({"Filters": [{"Key": "CreateTime", "Value": "noon"}]}, "'noon' is no time"),
        ({"SortCriteria": [{"FieldName": "Colour", "Sort": "ASC"}]}, "cannot be searched by 'Colour'"),
    ):
        with pytest.raises(ours.exceptions.InvalidInputException, match=said):
            ours.search_tables(**given)


def test_connections_hide_their_passwords_if_asked(ours: Any) -> None:
    url = "jdbc:mysql://h/d?password="
    properties = {"JDBC_CONNECTION_URL": f"{url}Zter2", "USERNAME": "u", "PASSWORD": "secret"}
    given = {"Name": "shop", "ConnectionType": "JDBC", "ConnectionProperties": properties}
    ours.create_connection(ConnectionInput=given)
    assert ours.get_connection(Name="shop")["Connection"]["ConnectionProperties"]["PASSWORD"] == "secret"
    hidden = ours.get_connections(HidePassword=True)["ConnectionList"][0]
    assert hidden["ConnectionProperties"] == {"JDBC_CONNECTION_URL": f"{url}***", "USERNAME": "u"}
    ours.delete_connection(ConnectionName="shop")


def test_the_credentials_of_an_authentication_are_never_answered(ours: Any) -> None:
    configuration = {
        "AuthenticationType": "BASIC",
        "BasicAuthenticationCredentials": {"Username": "u", "Password": "Zter2"},
        "OAuth2Properties": {"OAuth2Credentials": {"AccessToken": "Zter2"}},
    }
    given = {"Name": "auth", "ConnectionType": "SALESFORCE", "ConnectionProperties": {}}
    ours.create_connection(ConnectionInput={**given, "AuthenticationConfiguration": configuration})
    answered = {"AuthenticationType": "BASIC", "OAuth2Properties": {}}
    for hides in (False, True):
        connection = ours.get_connection(Name="auth", HidePassword=hides)["Connection"]
        assert connection["AuthenticationConfiguration"] == answered


def test_a_crawler_is_made_run_and_deleted(ours: Any, tmp_path: Path) -> None:
    folder = tmp_path / "data/orders/day=mon"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text('{"id": 1}')
    targets = {"S3Targets": [{"Path": str(tmp_path / "data/orders")}]}
    ours.create_crawler(Name="c", Role="r", DatabaseName="found", Targets=targets)
    with pytest.raises(ours.exceptions.AlreadyExistsException):
        ours.create_crawler(Name="c", Role="r", DatabaseName="found", Targets=targets)
    ours.start_crawler(Name="c")
    crawler = ours.get_crawler(Name="c")["Crawler"]
    assert (crawler["State"], crawler["LastCrawl"]["Status"]) == ("READY", "SUCCEEDED")
    assert [table["Name"] for table in ours.get_tables(DatabaseName="found")["TableList"]] == ["orders"]
    ours.update_crawler(Name="c", Targets={"S3Targets": [{"Path": str(tmp_path / "nothing")}]})
    ours.start_crawler(Name="c")
    failed = ours.get_crawlers()["Crawlers"][0]
    assert (failed["LastCrawl"]["Status"], failed["Version"]) == ("FAILED", 2)
    assert "no such file" in failed["LastCrawl"]["ErrorMessage"]
    ours.delete_crawler(Name="c")
    assert ours.list_crawlers()["CrawlerNames"] == []


def test_a_crawler_asks_its_classifiers_first(ours: Any, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.txt").write_text("x^1\ny^2\n")
    ours.create_classifier(CsvClassifier={"Name": "hats", "Delimiter": "^", "ContainsHeader": "ABSENT"})
    assert "CsvClassifier" in ours.get_classifier(Name="hats")["Classifier"]
    targets = {"S3Targets": [{"Path": str(tmp_path / "data")}]}
    ours.create_crawler(Name="c", Role="r", DatabaseName="d", Targets=targets, Classifiers=["hats"])
    ours.start_crawler(Name="c")
    assert ours.get_table(DatabaseName="d", Name="data")["Table"]["Parameters"]["delimiter"] == "^"
    with pytest.raises(ours.exceptions.EntityNotFoundException):
        ours.create_crawler(Name="x", Role="r", DatabaseName="d", Targets=targets, Classifiers=["nothing"])


def test_what_the_local_catalog_lacks_is_named(ours: Any) -> None:
    with pytest.raises(UnsupportedFeatureError, match="The operation StartJobRun of Glue"):
        ours.start_job_run(JobName="x")


def test_a_client_with_an_endpoint_of_its_own_is_left_alone(ours: Any, server: str) -> None:
    ours.create_database(DatabaseInput={"Name": "only-here"})
    remote = boto3.session.Session().client("glue", endpoint_url=server, **KEYS)
    assert "only-here" not in [database["Name"] for database in remote.get_databases()["DatabaseList"]]
