from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer

from etl.catalog.files import FileCatalog

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
    moto = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()  # all servers of a process are one
    yield f"http://{host}:{port}"
    moto.stop()


def test_it_lists_and_shows(run: Run, catalog: FileCatalog) -> None:
    assert run("ls").stdout == "sales  1 tables  what is sold\n"
    assert run("ls", "sales").stdout == "orders  json  by day  s3://shop/orders/\n"
    shown = run("show", "sales.orders").stdout.splitlines()
    assert [" ".join(line.split()) for line in shown] == [
        *("id bigint", "in 1 partitions by", "day string", ""),
        *("Location s3://shop/orders/", "Version 0", "classification json"),
    ]
    assert json.loads(run("show", "sales.orders", "--output", "json").stdout)["Name"] == "orders"
    assert [table["Name"] for table in json.loads(run("ls", "sales", "--output", "json").stdout)] == ["orders"]


def test_an_empty_catalog_is_said(run: Run, tmp_path: Path) -> None:
    assert run("ls").stdout == "There are no databases yet.\n"
    assert not (tmp_path / ".etl").exists()


def test_what_is_not_there_is_told_with_near_names(run: Run, catalog: FileCatalog) -> None:
    done = run("show", "sales.order")
    assert done.returncode == 2
    assert done.stderr == "etl: Table order not found. Did you mean 'orders'?\n"


def test_it_drops(run: Run, catalog: FileCatalog) -> None:
    assert run("drop", "sales.orders").stdout == "Dropped sales.orders; its files are where they were.\n"
    assert run("ls", "sales").stdout == "The database sales has no tables.\n"
    run("drop", "sales")
    assert catalog.databases() == []


def test_it_adds_the_partitions_that_are_missing(run: Run, catalog: FileCatalog, tmp_path: Path) -> None:
    for folder in ("day=mon", "day=tu%2Fe", "other=x", "loose"):
        (tmp_path / ".etl/s3/shop/orders" / folder).mkdir(parents=True)
        (tmp_path / ".etl/s3/shop/orders" / folder / "a.json").write_text("{}")
    assert run("repair", "sales.orders").stdout == "added ['tu/e']\n"
    assert run("repair", "sales.orders").stdout == "The table sales.orders has a partition for every folder.\n"
    found = catalog.partition("sales", "orders", ["tu/e"])
    assert found["StorageDescriptor"]["Location"] == "s3://shop/orders/day=tu%2Fe/"


def test_it_copies_to_a_real_catalog_and_back(run: Run, catalog: FileCatalog, server: str, tmp_path: Path) -> None:
    to, back = ("export", "--to-glue", "--endpoint-url", server), ("import", "--from-glue", "--endpoint-url", server)
    told = run(*to).stdout.splitlines()
    assert told == ["create sales", "create sales.orders", "Nothing is done yet: give --yes to do it."]
    assert run(*to, "--yes").stdout.splitlines() == told[:2]
    catalog.delete_database("sales")
    assert run(*back, "--database", "sales", "--yes").stdout.splitlines() == told[:2]
    assert [partition["Values"] for partition in catalog.partitions("sales", "orders")] == [["mon"]]
    assert run(*back).stdout.splitlines()[:2] == ["leave sales", "leave sales.orders"]


def test_a_database_that_glue_lacks_is_told(run: Run, server: str, catalog: Any) -> None:
    done = run("import", "--from-glue", "--endpoint-url", server, "--database", "nothing")
    assert (done.returncode, done.stderr) == (2, "etl: Database nothing not found.\n")
