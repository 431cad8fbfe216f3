from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.catalog.files import FileCatalog

pytestmark = pytest.mark.any_spark

PEOPLE = '{"Name": "ann", "age": 7}\n'


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str], None]:
    """Puts an object into a bucket of the test's folder."""

    def write(address: str, text: str) -> None:
        path = tmp_path / ".etl/s3" / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return write


@pytest.fixture
def catalog(tmp_path: Path) -> FileCatalog:
    """The catalog of the test's folder."""
    return FileCatalog(tmp_path / ".etl/catalog")


def test_a_bucket_is_crawled_and_told_about(run_etl, put, catalog):
    put("shop/people/day=mon/a.json", PEOPLE)
    put("shop/people/day=tue/a.json", PEOPLE)
    done = run_etl("crawl", "s3://shop/people/", "--database", "d")
    why = "json, 2 files: the same format and similar columns, 2 new partitions"
    assert (done.stdout, done.stderr) == (f"created d.people ({why})\n2 files found\n", "")
    table = catalog.table("d", "people")
    assert table["StorageDescriptor"]["Location"] == "s3://shop/people/"
    assert [column["Name"] for column in table["StorageDescriptor"]["Columns"]] == ["name", "age"]
    again = run_etl("crawl", "s3://shop/people/", "--database", "d", "--output", "json")
    assert json.loads(again.stdout)["changes"][0]["what"] == "unchanged"


def test_files_that_come_into_no_table_are_told_by_reason(run_etl, put):
    for day in ("mon", "tue"):
        put(f"shop/people/day={day}/a.json", PEOPLE)
    run_etl("crawl", "s3://shop/people/", "--database", "d")
    for day in ("wed", "thu"):
        put(f"shop/people/day={day}/a.csv", "k,l\n1,x\n")
    done = run_etl("crawl", "s3://shop/people/", "--database", "d", "--delete", "DELETE_FROM_DATABASE")
    assert done.stdout.splitlines() == [
        "unchanged d.people (json, 2 files: a table that is there)",
        "skipped s3://shop/people/day=thu/a.csv and 1 more (it is csv, and its table json)",
        "4 files found",
    ]


def test_a_crawl_that_reaches_nobody_changes_nothing(run_etl, put, catalog):
    put("shop/people/a.json", PEOPLE)
    run_etl("crawl", "s3://shop/people/", "--database", "d")
    more = ("--s3-endpoint", "http://127.0.0.1:9", "--delete", "DELETE_FROM_DATABASE")
    done = run_etl("crawl", "s3://shop/people/", "--database", "d", *more)
    assert (done.returncode, catalog.table_names("d")) == (2, ["people"])


def test_an_object_is_crawled(run_etl, put, catalog):
    put("shop/people/a.json", PEOPLE)
    put("shop/people/b.csv", "k,l\n1,x\n")
    run_etl("crawl", "s3://shop/people/a.json", "--database", "d")
    assert catalog.table_names("d") == ["a_json"]


def test_a_level_counts_from_the_bucket(run_etl, put, catalog):
    put("shop/raw/a/2019/1.json", '{"p": 1}')
    put("shop/raw/b/2019/1.json", '{"p": 1}')
    run_etl("crawl", "s3://shop/raw/", "--database", "d", "--table-level", "3")
    assert catalog.table_names("d") == ["a", "b"]


def test_a_dry_run_writes_nothing(run_etl, put, tmp_path):
    put("shop/people/a.json", PEOPLE)
    done = run_etl("crawl", "s3://shop/people", "--database", "d", "--dry-run")
    assert done.stdout.splitlines()[-1] == "Nothing is done: leave out --dry-run to do it."
    assert not (tmp_path / ".etl/catalog").exists()


def test_a_classifier_is_read_from_a_file(run_etl, put, catalog, tmp_path):
    put("shop/logs/a.txt", "INFO all is well\n")
    given = {"GrokClassifier": {"Classification": "mine", "GrokPattern": "%{LOGLEVEL:level} %{GREEDYDATA:text}"}}
    (tmp_path / "mine.json").write_text(json.dumps(given))
    done = run_etl("crawl", "s3://shop/logs", "--database", "d", "--classifier", "mine.json")
    assert done.stdout.startswith("created d.logs (mine, 1 file: one file)")
    assert catalog.table("d", "logs")["Parameters"]["classification"] == "mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "mine.json, line 1: "),
        ('{"JsonClassifier": {"JsonPath": "a"}}', "JsonPath: cannot use 'a'; a JSON path begins with $"),
    ],
)
def test_a_classifier_that_cannot_be_read_is_told(run_etl, tmp_path, text, said):
    (tmp_path / "mine.json").write_text(text)
    done = run_etl("crawl", ".", "--database", "d", "--classifier", "mine.json")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_bucket_that_is_not_there_is_told(run_etl):
    done = run_etl("crawl", "s3://nothing/here/", "--database", "d")
    assert done.returncode == 2
    assert "s3://nothing/here" in done.stderr
