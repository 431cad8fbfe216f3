"""A crawl of folders that the crawler has made tables of before."""

from __future__ import annotations

import shutil
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.catalog.crawler.classifiers import Classification
from etl.catalog.crawler.groups import Classified
from etl.catalog.crawler.owning import kept
from etl.catalog.crawler.settling import Form

CSV = "id,name\n1,a\n2,b\n"
DAYS = {f"ev/day={day}/a.csv": CSV for day in (1, 2)}
DELETING = {"delete": "DELETE_FROM_DATABASE"}


@pytest.fixture
def told(catalog):
    """Tells the tables of the database, and the values of their partitions."""

    def tell():
        tables = list(catalog.tables("d"))
        return {one["Name"]: sorted(p["Values"] for p in catalog.partitions("d", one["Name"])) for one in tables}

    return tell


def whats(report):
    return [(change.what, change.table) for change in report.changes]


@pytest.mark.parametrize(
    ("stray", "text", "why"),
    [
        ("ev/day=3/a.json", '{"id": 1}', "it is json, and its table csv"),
        ("ev/day=3/a.csv", CSV.replace(",", "|"), "it is csv with '|' between values, and its table csv with ','"),
        ("ev/day=3/hour=1/a.csv", CSV, "its folder is no partition like the others of its table"),
        ("ev/others/a.csv", CSV, "its folder is no partition like the others of its table"),
        ("ev/day=3/notes.txt", "nothing\nto see", "it is unknown, and its table csv"),
    ],
)
def test_a_table_stays_whole_beside_a_file_that_is_none_of_its(write, crawled, told, stray, text, why):
    folder = write(DAYS) / "ev"
    crawled(folder)
    write({stray: text})
    report = crawled(folder, **DELETING)
    assert whats(report) == [("unchanged", "ev")]
    assert [skipped.file.endswith(stray) for skipped in report.skipped] == [True]
    assert why in report.skipped[0].why
    assert told() == {"ev": [["1"], ["2"]]}


@pytest.mark.parametrize("text", ["", "\n", "id,name\n"])
@pytest.mark.parametrize("is_there_before", [True, False])
def test_a_file_without_records_is_as_if_it_were_not_there(write, crawled, told, text, is_there_before):
    empty = {"ev/day=3/part-0.csv": text}
    folder = write(DAYS | empty if is_there_before else DAYS) / "ev"
    crawled(folder)
    write(empty)
    report = crawled(folder, **DELETING)
    assert (whats(report), report.skipped) == ([("unchanged", "ev")], [])
    assert told() == {"ev": [["1"], ["2"]]}


def test_a_table_whose_files_are_empty_by_now_stays(write, crawled, told):
    folder = write(DAYS) / "ev"
    crawled(folder)
    write(dict.fromkeys(DAYS, ""))
    assert whats(crawled(folder, **DELETING)) == []
    write(dict.fromkeys(DAYS, "id,name\n"))
    assert whats(crawled(folder, **DELETING)) == []
    assert told() == {"ev": [["1"], ["2"]]}


def test_new_folders_only_are_partitions_of_a_table_or_skipped(write, crawled, told):
    lake = write({f"lake/{name}": text for name, text in DAYS.items()} | {"lake/o/a.json": '{"k": 1}'}) / "lake"
    crawled(lake)
    write({"lake/ev/day=3/a.csv": CSV, "lake/ev/day=4/a.json": '{"id": 1}', "lake/new/a.json": '{"n": 1}'})
    report = crawled(lake, recrawl="CRAWL_NEW_FOLDERS_ONLY")
    assert whats(report) == [("unchanged", "ev"), ("unchanged", "o")]
    assert [skipped.file.removeprefix(str(lake)) for skipped in report.skipped] == ["/ev/day=4/a.json", "/new/a.json"]
    assert "a crawl of new folders only makes none" in report.skipped[1].why
    assert told() == {"ev": [["1"], ["2"], ["3"]], "o": []}


def test_a_folder_beside_tables_is_a_table_of_its_own(write, crawled, told):
    lake = write({"lake/orders/a.csv": CSV, "lake/cust/a.json": '{"k": 1}'}) / "lake"
    crawled(lake)
    write({"lake/items/a.json": '{"n": 1}'})
    assert ("created", "items") in whats(crawled(lake))
    assert sorted(told()) == ["cust", "items", "orders"]


def test_a_table_comes_back_as_it_was(write, crawled, told):
    lake = write({"lake/orders/a.csv": CSV, "lake/cust/a.json": '{"k": 1}'}) / "lake"
    crawled(lake)
    shutil.rmtree(lake / "cust")
    crawled(lake, **DELETING)
    write({"lake/cust/a.json": '{"k": 1}'})
    assert whats(crawled(lake)) == [("unchanged", "orders"), ("created", "cust")]


def test_tables_are_combined_when_that_is_asked_for_later(write, crawled, told):
    folder = write({"cm/a=1/f.json": '{"id": 1, "name": "x"}', "cm/a=2/f.json": '{"u": 1, "v": 2}'}) / "cm"
    crawled(folder)
    assert sorted(told()) == ["a_1", "a_2"]
    report = crawled(folder, combines=True)
    assert whats(report) == [("created", "cm"), ("deprecated", "a_1"), ("deprecated", "a_2")]
    assert report.changes[1].why == f"its files are in {folder}/ now"
    assert whats(crawled(folder, combines=True)) == [("unchanged", "cm")]
    assert whats(crawled(folder)) == [("unchanged", "cm")]


def test_a_combined_table_stays_whole_beside_another_file(write, crawled, told):
    folder = write({"cm/a=1/f.json": '{"id": 1, "name": "x"}', "cm/a=2/f.json": '{"u": 1, "v": 2}'}) / "cm"
    crawled(folder, combines=True)
    write({"cm/a=3/f.csv": CSV})
    report = crawled(folder, combines=True, **DELETING)
    assert (whats(report), len(report.skipped)) == ([("unchanged", "cm")], 1)


def test_another_level_of_tables_is_taken_over(write, crawled, told):
    folder = write({f"{one}/2019/a.json": '{"p": 1}' for one in ("a", "b")})
    crawled(folder)
    assert list(told()) == ["data"]
    report = crawled(folder, table_level=2, **DELETING)
    assert whats(report) == [("created", "a"), ("created", "b"), ("deleted", "data")]


def parquet_of(path):
    pq.write_table(pa.table({"id": pa.array([1], pa.int64()), "name": ["a"]}), path)


@pytest.mark.parametrize(
    ("change", "parameter", "value"),
    [
        (parquet_of, "classification", "parquet"),
        (lambda path: path.write_text(CSV.replace(",", "|")), "delimiter", "|"),
        (lambda path: path.write_text("1,a\n2,b\n"), "skip.header.line.count", None),
    ],
)
def test_another_format_of_the_same_columns_is_a_change(catalog, write, crawled, change, parameter, value):
    folder = write({"t/day=1/a": CSV}) / "t"
    crawled(folder)
    change(folder / "day=1/a")
    assert whats(crawled(folder)) == [("updated", "t")]
    partition = catalog.partition("d", "t", ["1"])["StorageDescriptor"]
    table = catalog.table("d", "t")
    assert table["Parameters"].get(parameter) == partition["Parameters"].get(parameter) == value
    assert table["StorageDescriptor"]["SerdeInfo"] == partition["SerdeInfo"]
    assert whats(crawled(folder)) == [("unchanged", "t")]


def test_merging_gives_a_table_up_whose_format_changed(catalog, write, crawled):
    folder = write({"t/a": CSV}) / "t"
    crawled(folder)
    (folder / "a").write_text(CSV.replace(",", "|"))
    for _ in range(2):
        assert whats(crawled(folder, merges_columns=True)) == [("deprecated", "t")]
    assert catalog.table("d", "t")["Parameters"]["delimiter"] == ","
    (folder / "a").write_text(CSV)
    assert whats(crawled(folder, merges_columns=True)) == [("updated", "t")]
    assert whats(crawled(folder)) == [("unchanged", "t")]


@pytest.mark.parametrize(("update", "types"), [("UPDATE_IN_DATABASE", "bigint"), ("LOG", "int")])
def test_partitions_follow_the_columns_of_their_table(catalog, write, crawled, update, types):
    folder = write({f"t/day={day}/a.json": '{"a": 1}' for day in (1, 2)}) / "t"
    crawled(folder)
    write({"t/day=2/a.json": '{"a": 5000000000}'})
    crawled(folder, update=update)
    [column] = catalog.partition("d", "t", ["1"])["StorageDescriptor"]["Columns"]
    assert column["Type"] == types


def test_partitions_inherit_what_a_person_told_of_the_table(catalog, write, crawled):
    folder = write({"t/day=1/a.json": '{"a": 1}'}) / "t"
    crawled(folder)
    told = catalog.table("d", "t")
    told["StorageDescriptor"]["Columns"] = [{"Name": "a", "Type": "bigint"}]
    catalog.update_table("d", told)
    write({"t/day=2/a.json": '{"a": 1}'})
    crawled(folder, update="LOG", inherits=True)
    for one in catalog.partitions("d", "t"):
        assert one["StorageDescriptor"]["Columns"] == told["StorageDescriptor"]["Columns"]


@pytest.fixture
def edited(catalog, write, crawled):
    """A table of which a person told more than the crawler."""
    folder = write({"t/a.json": '{"a": 1}'}) / "t"
    crawled(folder)
    told = catalog.table("d", "t")
    told["Description"] = "people"
    told["Parameters"]["groupFiles"] = "inPartition"
    told["StorageDescriptor"]["Columns"][0]["Comment"] = "the first"
    catalog.update_table("d", told)
    return folder


def test_what_a_person_told_is_no_change_and_stays(catalog, edited, crawled):
    assert whats(crawled(edited)) == [("unchanged", "t")]
    assert catalog.table("d", "t")["Description"] == "people"


def test_what_no_crawler_sets_goes_with_a_change_as_glue_says_and_is_named(catalog, edited, write, crawled):
    write({"t/a.json": '{"a": 1, "b": 1}'})
    [change] = crawled(edited).changes
    assert change.why.endswith("; removed what no crawler sets: Description, groupFiles, the comment of a")
    assert "Description" not in catalog.table("d", "t")


def test_merging_keeps_what_a_person_told(catalog, edited, write, crawled):
    write({"t/a.json": '{"a": "x", "b": 1}'})
    [change] = crawled(edited, merges_columns=True).changes
    assert (change.what, "removed" in change.why) == ("updated", False)
    table = catalog.table("d", "t")
    assert (table["Description"], table["Parameters"]["groupFiles"]) == ("people", "inPartition")
    assert table["StorageDescriptor"]["SerdeInfo"]["Parameters"]["paths"] == "a,b"
    assert table["StorageDescriptor"]["Columns"] == [
        {"Name": "a", "Type": "int", "Comment": "the first"}, {"Name": "b", "Type": "int"},
    ]  # fmt: skip


def test_a_table_keeps_its_name_when_another_of_that_name_comes(write, crawled, told):
    root = write({"m/x/1.json": '{"p": 1}', "m/y/1.csv": CSV})
    crawled(root)
    write({"n/x/1.json": '{"q": 1}', "n/z/1.csv": CSV})
    crawled(root)
    assert [len(name) for name in sorted(told())] == [1, 34, 1, 1]


def test_many_files_are_sorted_into_tables_in_a_moment():
    found = Classification("json")
    files = [Classified(f"t/day={day}/{number}.json", 1, found) for day in range(200) for number in range(250)]
    began = time.monotonic()
    grouping, others = kept(files, {"t": Form(found.kind, ("day",))})
    assert time.monotonic() - began < 10
    assert (len(grouping.groups[0].files), others) == (50_000, [])
