from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from etl.catalog.copying import apply, plan
from etl.catalog.errors import CatalogDataError, EntityNotFoundException, InvalidInputException
from etl.catalog.files import FileCatalog
from etl.catalog.places import source_at, target_at
from etl.errors import PathError

ORDERS = {
    "Name": "orders",
    "DatabaseName": "sales",
    "PartitionKeys": [{"Name": "day", "Type": "string"}],
    "CreatedBy": "arn:aws:iam::1:user/x",
}
MONDAY = {"Values": ["mon"], "DatabaseName": "sales", "TableName": "orders", "CreationTime": "2024-01-01T00:00:00Z"}


@pytest.fixture
def other(tmp_path: Path) -> FileCatalog:
    """Another empty catalog."""
    return FileCatalog(tmp_path / "other")


def answer(folder: Path, **content: Any) -> Path:
    file = folder / "answer.json"
    file.write_text(json.dumps(content))
    return file


def told(file: Path, catalog: FileCatalog) -> list[str]:
    with source_at(file, catalog) as source:
        return [str(step) for step in apply(source, catalog)]


@pytest.mark.parametrize("name", ["kept", "kept.json", "deep/kept.json"])
def test_all_goes_to_a_folder_or_a_file_and_back(
    tmp_path: Path, catalog: FileCatalog, other: FileCatalog, name: str
) -> None:
    catalog.create_database({"Name": "sales", "Description": "é"})
    catalog.create_table("sales", {key: ORDERS[key] for key in ("Name", "PartitionKeys")})
    catalog.create_partitions(
        "sales", "orders", [{"Values": ["mon"], "LastAccessTime": datetime(2024, 1, 2, tzinfo=UTC)}]
    )
    catalog.create_function("sales", {"FunctionName": "f", "ClassName": "F"})
    catalog.create_connection({"Name": "net", "ConnectionType": "NETWORK", "ConnectionProperties": {"PASSWORD": "p"}})
    place = tmp_path / name
    with target_at(place, catalog, writes=False) as target:
        assert len(list(plan(catalog, target))) == 5
    assert not place.exists()
    for _ in range(2):
        with target_at(place, catalog, writes=True) as target:
            list(apply(catalog, target))
    assert len(told(place, other)) == 5
    assert {step.action for step in plan(catalog, other)} == {"leave"}
    if place.is_file():
        assert '"PASSWORD"' not in place.read_text()
        assert [path.name for path in place.parent.iterdir() if path.suffix == ".tmp"] == []


def test_answers_of_glues_command_line_are_read(tmp_path: Path, catalog: FileCatalog) -> None:
    """A table alone, then its partitions alone; what they belong to is as it was."""
    assert told(answer(tmp_path, Table=ORDERS | {"LastAccessTime": 1704067200.0}), catalog) == [
        "create database sales",
        "create table sales.orders",
    ]
    assert catalog.table("sales", "orders")["LastAccessTime"] == datetime(2024, 1, 1, tzinfo=UTC)
    catalog.update_database("sales", {"Name": "sales", "Description": "what is sold"})
    assert told(answer(tmp_path, Partitions=[MONDAY]), catalog) == [
        "leave database sales",
        "leave table sales.orders",
        "create 1 partition of sales.orders",
    ]
    assert catalog.database("sales")["Description"] == "what is sold"


def test_partitions_of_a_table_that_nobody_knows_are_refused(tmp_path: Path, catalog: FileCatalog) -> None:
    with pytest.raises(EntityNotFoundException, match="Database sales not found"):
        told(answer(tmp_path, Partitions=[MONDAY]), catalog)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"TableList": [\n{]}', r"answer.json, line 2: this is no JSON"),
        ("[]", "expected an object with some of DatabaseList, TableList"),
        ('{"Tables": []}', "expected an object with some of DatabaseList, TableList"),
        ('{"TableList": {}}', "line 1: TableList: expected a list, not an object"),
        ('{"TableList": [3]}', r"line 1: TableList\[0\]: expected an object, not a number"),
        ('{"TableList": [\n{"Name": "orders"}]}', r"line 2: TableList\[0\]: expected a member 'DatabaseName'"),
        (
            '{"Table": {"Name": "t", "DatabaseName": "d",\n"LastAccessTime": "yesterday"}}',
            "line 2: Table.LastAccessTime: expected a time such as",
        ),
        (
            '{"Table": {"Name": "t", "DatabaseName": "d",\n\n"PartitionKeys": 5}}',
            "line 3: Table.PartitionKeys: expected a list, not a number",
        ),
        ('{"Partitions": [{"DatabaseName": "d", "TableName": "t"}]}', "expected a member 'Values'"),
        (
            '{"Connection": {"Name": "c", "ConnectionProperties": {\n"PASSWORD": 17}}}',
            "line 2: Connection.ConnectionProperties.PASSWORD: expected a text, not a number",
        ),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path: Path, catalog: FileCatalog, content: str, said: str) -> None:
    file = tmp_path / "answer.json"
    file.write_text(content)
    with pytest.raises(CatalogDataError, match=said):
        told(file, catalog)


def test_what_is_no_catalog_is_told(tmp_path: Path, catalog: FileCatalog) -> None:
    with pytest.raises(PathError, match="no such file or folder"):
        told(tmp_path / "nothing", catalog)
    with pytest.raises(InvalidInputException, match="is no folder of a catalog"):
        told(tmp_path, catalog)
