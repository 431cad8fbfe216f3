from __future__ import annotations

import json
import multiprocessing
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from etl.catalog.contract import Segment
from etl.catalog.errors import (
    AlreadyExistsException,
    CatalogDataError,
    ConcurrentModificationException,
    EntityNotFoundException,
    InvalidInputException,
)
from etl.catalog.files import FileCatalog
from etl.errors import EtlWarning

TableOf = Callable[..., dict[str, Any]]


def test_a_database_is_there_until_it_is_deleted(catalog: FileCatalog) -> None:
    catalog.create_database({"Name": "Sales-EU", "Description": "d"})
    assert catalog.database("sales-eu")["Description"] == "d"
    with pytest.raises(AlreadyExistsException, match="Database sales-eu already exists"):
        catalog.create_database({"Name": "SALES-EU"})
    catalog.update_database("sales-eu", {"Name": "sales-eu", "LocationUri": "s3://b/"})
    assert [database["Name"] for database in catalog.databases()] == ["sales-eu"]
    assert "Description" not in catalog.database("sales-eu")
    catalog.delete_database("sales-eu")
    assert catalog.databases() == []
    with pytest.raises(EntityNotFoundException):
        catalog.database("sales-eu")


def test_an_unknown_name_is_told_with_near_ones(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("orders"))
    with pytest.raises(EntityNotFoundException, match=r"Database sale not found. Did you mean 'sales'\?"):
        catalog.table("sale", "orders")
    with pytest.raises(EntityNotFoundException, match=r"Table order not found. Did you mean 'orders'\?"):
        catalog.table("sales", "order")


def test_reading_writes_nothing(tmp_path: Path) -> None:
    catalog = FileCatalog(tmp_path / "catalog")
    assert catalog.databases() == []
    assert catalog.connections() == []
    with pytest.raises(EntityNotFoundException):
        catalog.table_names("sales")
    assert not (tmp_path / "catalog").exists()


def test_a_table_has_versions(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("Orders", Description="first"))
    catalog.update_table("sales", table_of("orders", Description="second"), version="0")
    with pytest.raises(ConcurrentModificationException, match="version 1 by now, not 0"):
        catalog.update_table("sales", table_of("orders"), version="0")
    catalog.update_table("sales", table_of("orders", Description="third"), archive=False)
    versions = catalog.table_versions("sales", "orders")
    assert [(v["VersionId"], v["Table"]["Description"]) for v in versions] == [("2", "third"), ("0", "first")]
    catalog.delete_table_version("sales", "orders", "0")
    assert len(catalog.table_versions("sales", "orders")) == 1
    assert catalog.table("sales", "orders")["CreateTime"] <= catalog.table("sales", "orders")["UpdateTime"]


def test_segments_share_the_partitions(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("orders", {"year": "int"}))
    catalog.create_partitions("sales", "orders", [{"Values": [str(year)]} for year in range(2015, 2025)])
    parts = [[p["Values"][0] for p in catalog.partitions("sales", "orders", segment=Segment(n, 3))] for n in range(3)]
    assert all(parts)
    assert sorted(value for part in parts for value in part) == [str(year) for year in range(2015, 2025)]


def test_partitions_must_fit_the_keys(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("orders", {"year": "int"}))
    with pytest.raises(InvalidInputException, match=r"the values \['1', '2'\], where the keys are \['year'\]"):
        catalog.create_partitions("sales", "orders", [{"Values": ["1"]}, {"Values": ["1", "2"]}])
    assert list(catalog.partitions("sales", "orders")) == []
    catalog.create_partitions("sales", "orders", [{"Values": ["1"]}])
    with pytest.raises(InvalidInputException, match="cannot change while it has partitions"):
        catalog.update_table("sales", table_of("orders", {"month": "int"}))


@pytest.mark.parametrize("name", ["", " ", "a\0b", "a\nb", "x" * 256, None, 3, ".", "..", "../x", "a/b", "a\\b"])
def test_what_is_no_name_is_refused(catalog: FileCatalog, name: Any) -> None:
    with pytest.raises(InvalidInputException, match="database"):
        catalog.create_database({"Name": name})


@pytest.mark.parametrize("name", [".hidden", "..x", "a%2fb", "a:b*?", "ärger", "a b.c", "con:x", "end."])
def test_a_name_stays_in_its_folder_and_comes_back(tmp_path: Path, table_of: TableOf, name: str) -> None:
    catalog = FileCatalog(tmp_path / "here" / "catalog")
    catalog.create_database({"Name": name})
    catalog.create_table(name, table_of(name))
    assert [database["Name"] for database in catalog.databases()] == [name]
    assert catalog.table_names(name) == [name]
    assert {path.name for path in tmp_path.iterdir()} == {"here"}


def test_a_table_that_was_edited_and_broke_is_named_with_its_line(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    for name in ("orders", "shops"):
        catalog.create_table("sales", table_of(name))
    file = next(catalog._folder.rglob("orders.json"))
    file.write_text(file.read_text().replace('"VersionId": "0"', '"VersionId": 0 0'))
    with pytest.raises(CatalogDataError, match=r"orders.json, line \d+: this is no JSON"):
        catalog.table("sales", "orders")
    with pytest.warns(EtlWarning, match=r"orders.json, line \d+"):
        assert [table["Name"] for table in catalog.tables("sales")] == ["shops"]
    file.write_text(json.dumps({"format": 2, "Table": {}}))
    with pytest.raises(CatalogDataError, match="its format is 2; this version of local-glue reads 1"):
        catalog.table("sales", "orders")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Parameters": {}', '"Parameters": "x"', "Table.Parameters: expected an object$"),
        ('"Parameters": {}', '"Parameters": {"a": 1}', "Table.Parameters.a: expected a text, not a number"),
        ('"PartitionKeys": []', '"PartitionKeys": 5', "Table.PartitionKeys: expected a list, not a number"),
        ('"Name": "id"', '"N": "id"', r"Table.StorageDescriptor.Columns\[0\]: expected a member 'Name'"),
        ('"Type": "bigint"', '"Type": []', r"Table.StorageDescriptor.Columns\[0\].Type: expected a text, not a list"),
        ('"Name": "orders"', '"Name": "other"', "Table.Name: expected 'orders', as the place of the file says"),
        ('"Name": "orders"', '"Name": null', "Table: expected a member 'Name'"),
        ('"DatabaseName": "sales"', '"DatabaseName": "s"', "Table.DatabaseName: expected 'sales', as the place of"),
        ('"VersionId": "0"', '"VersionId": "x"', "Table.VersionId: expected the text of a number"),
        ('"CreateTime": "', '"CreateTime": "at ', "Table.CreateTime: expected a time such as"),
        ('"StorageDescriptor": {', '"StorageDescriptor": [], "x": {', "Table.StorageDescriptor: expected an object"),
    ],
)
def test_a_table_that_was_edited_and_is_none_is_named_with_its_line(
    catalog: FileCatalog, table_of: TableOf, old: str, new: str, said: str
) -> None:
    catalog.create_database({"Name": "sales"})
    for name in ("orders", "shops"):
        catalog.create_table("sales", table_of(name, Parameters={}))
    file = next(catalog._folder.rglob("orders.json"))
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    with pytest.raises(CatalogDataError, match=rf"orders.json, line \d+: {said}"):
        catalog.table("sales", "orders")
    with pytest.warns(EtlWarning, match=rf"A table is left out of the list: .*orders.json, line \d+: {said}"):
        assert [table["Name"] for table in catalog.tables("sales")] == ["shops"]


def test_the_line_is_that_of_the_member(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("orders", Description='"Type": 5,\n[{', Parameters={"Type": "x"}))
    file = next(catalog._folder.rglob("orders.json"))
    file.write_text(file.read_text().replace('"Type": "bigint"', '"Type": 5'))
    line = 1 + file.read_text().splitlines().index('          "Type": 5')
    with pytest.raises(CatalogDataError, match=f", line {line}: "):
        catalog.table("sales", "orders")


def test_members_that_are_null_are_as_if_they_were_not_there(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("orders", Parameters={"a": "b"}))
    file = next(catalog._folder.rglob("orders.json"))
    text = file.read_text().replace('"bigint"', "null").replace('"a": "b"', '"a": null')
    file.write_text(text.replace('"PartitionKeys": []', '"PartitionKeys": null'))
    table = catalog.table("sales", "orders")
    assert table["StorageDescriptor"]["Columns"] == [{"Name": "id"}]
    assert (table["Parameters"], "PartitionKeys" in table) == ({}, False)


def test_what_else_was_edited_and_broke_is_left_out_of_lists_too(catalog: FileCatalog, table_of: TableOf) -> None:
    for name in ("a", "b"):
        catalog.create_connection({"Name": name, "ConnectionProperties": {"PORT": "1"}})
        catalog.create_database({"Name": name, "Description": "d"})
    catalog.create_function("b", {"FunctionName": "b", "ClassName": "c"})
    catalog.create_table("b", table_of("t"))
    catalog.update_table("b", table_of("t"))
    for file, old, new in (
        ("connections/a.json", '"PORT": "1"', '"PORT": 1'),
        ("databases/a/database.json", '"Description": "d"', '"Description": {}'),
        ("databases/b/functions/b.json", '"ClassName": "c"', '"ClassName": 1'),
        ("databases/b/versions/t/0.json", '"VersionId": "0"', '"VersionId": "7"'),
    ):
        (catalog._folder / file).write_text((catalog._folder / file).read_text().replace(old, new))
    with pytest.warns(EtlWarning, match=r"A connection is left out of the list: .*PORT: expected a text"):
        assert [one["Name"] for one in catalog.connections()] == ["b"]
    with pytest.warns(EtlWarning, match=r"A database is left out of the list: .*Database.Description"):
        assert [one["Name"] for one in catalog.databases()] == ["b"]
    with pytest.warns(EtlWarning, match=r"A function is left out of the list: .*ClassName"):
        assert catalog.functions("b") == []
    with pytest.warns(EtlWarning, match=r"A version is left out of the list: .*expected '0'"):
        assert [version["VersionId"] for version in catalog.table_versions("b", "t")] == ["1"]


def test_a_partition_that_was_edited_and_broke_is_named(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("orders", {"day": "string"}))
    catalog.create_partitions("sales", "orders", [{"Values": ["mon"], "Parameters": {}}])
    with closing(sqlite3.connect(next(catalog._folder.rglob("orders.sqlite")))) as database, database:
        database.execute("UPDATE partitions SET body = replace(body, '{}', '5')")
    said = r'orders.sqlite: the partition \["mon"\] cannot be read: Parameters: expected an object, not a number'
    with pytest.raises(CatalogDataError, match=said):
        list(catalog.partitions("sales", "orders"))


def test_connections_and_functions_are_kept(catalog: FileCatalog) -> None:
    catalog.create_connection({"Name": "Shop", "ConnectionType": "JDBC", "ConnectionProperties": {"USERNAME": "u"}})
    catalog.update_connection("Shop", {"Name": "Shop", "ConnectionType": "JDBC", "ConnectionProperties": {}})
    assert [c["ConnectionProperties"] for c in catalog.connections()] == [{}]
    catalog.delete_connection("Shop")
    with pytest.raises(EntityNotFoundException, match="Connection Shop not found"):
        catalog.connection("Shop")
    catalog.create_database({"Name": "sales"})
    catalog.create_function("sales", {"FunctionName": "F", "ClassName": "a.B"})
    catalog.update_function("sales", "f", {"FunctionName": "f", "ClassName": "a.C"})
    assert [f["ClassName"] for f in catalog.functions("sales")] == ["a.C"]
    catalog.delete_function("sales", "f")
    assert catalog.functions("sales") == []


def write_much(folder: Path, writer: int) -> None:
    catalog = FileCatalog(folder)
    for number in range(10):
        name = f"t{writer}x{number}"
        storage = {"Columns": [], "Location": "s3://b/"}
        catalog.create_table("sales", {"Name": name, "StorageDescriptor": storage})
        shared = catalog.table("sales", "shared")
        columns = [*shared["StorageDescriptor"]["Columns"], {"Name": name, "Type": "int"}]
        while True:
            try:
                given = {
                    "Name": "shared",
                    "StorageDescriptor": {"Columns": columns},
                    "PartitionKeys": shared["PartitionKeys"],
                }
                catalog.update_table("sales", given, version=shared["VersionId"])
                break
            except ConcurrentModificationException:
                shared = catalog.table("sales", "shared")
                columns = [*shared["StorageDescriptor"]["Columns"], {"Name": name, "Type": "int"}]
        catalog.create_partitions("sales", "shared", [{"Values": [name]}])


def test_eight_processes_at_once_lose_nothing(tmp_path: Path, table_of: TableOf) -> None:
    catalog = FileCatalog(tmp_path)
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("shared", {"p": "string"}))
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_much, args=(tmp_path, number)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert len(catalog.table_names("sales")) == 81
    assert len(catalog.table("sales", "shared")["StorageDescriptor"]["Columns"]) == 81
    assert len(list(catalog.partitions("sales", "shared"))) == 80
    assert len(catalog.table_versions("sales", "shared")) == 81


def test_parameters_named_like_times_are_texts(catalog: FileCatalog, table_of: TableOf) -> None:
    catalog.create_database({"Name": "sales"})
    catalog.create_table("sales", table_of("orders", Parameters={"CreateTime": "noon"}))
    assert catalog.table("sales", "orders")["Parameters"] == {"CreateTime": "noon"}
