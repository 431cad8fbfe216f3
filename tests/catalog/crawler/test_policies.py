from __future__ import annotations

import shutil

import pytest

from etl.catalog.crawler import CrawlerDefinition, Target, crawl, rehearsal
from etl.catalog.crawler.classifiers import classifier_from_glue
from etl.catalog.errors import CatalogError, EntityNotFoundException, InvalidInputException
from etl.errors import PathError, UnsupportedFeatureError

OLD, NEW = {"t/a.json": '{"a": 1, "b": 1}'}, {"t/a.json": '{"a": 1, "c": "x"}'}


def test_a_table_says_what_its_files_are(catalog, write, crawled):
    root = write({"t/a.csv": "name,age\nann,7\nbob,8\n"}) / "t"
    crawled(root, table_prefix="raw_")
    table = catalog.table("d", "raw_t")
    storage = table["StorageDescriptor"]
    assert (table["TableType"], table["Owner"], storage["Location"]) == ("EXTERNAL_TABLE", "owner", f"{root}/")
    assert storage["SerdeInfo"]["SerializationLibrary"].endswith("LazySimpleSerDe")
    assert storage["SerdeInfo"]["Parameters"]["field.delim"] == ","
    assert table["Parameters"] == {
        "classification": "csv", "compressionType": "none", "typeOfData": "file", "objectCount": "1", "sizeKey": "21",
        "recordCount": "2", "averageRecordSize": "10", "UPDATED_BY_CRAWLER": "c", "delimiter": ",",
        "CrawlerSchemaSerializerVersion": "1.0", "CrawlerSchemaDeserializerVersion": "1.0", "columnsOrdered": "true",
        "areColumnsQuoted": "false", "skip.header.line.count": "1",
    }  # fmt: skip


def test_json_tells_its_serde_the_paths(catalog, write, crawled):
    crawled(write(OLD) / "t")
    assert catalog.table("d", "t")["StorageDescriptor"]["SerdeInfo"]["Parameters"]["paths"] == "a,b"


@pytest.mark.parametrize(
    ("policy", "what", "expected"),
    [
        ({}, "updated", ["a", "c"]),
        ({"merges_columns": True}, "updated", ["a", "b", "c"]),
        ({"update": "LOG"}, "logged", ["a", "b"]),
        ({"recrawl": "CRAWL_NEW_FOLDERS_ONLY"}, "logged", ["a", "b"]),
    ],
)
def test_changed_columns_are_taken_over_as_the_policy_says(write, crawled, columns, policy, what, expected):
    crawled(write(OLD) / "t")
    report = crawled(write(NEW) / "t", **policy)
    assert [change.what for change in report.changes] == [what]
    assert list(columns("t")) == expected


@pytest.mark.parametrize(
    ("policy", "what"),
    [({}, "deprecated"), ({"delete": "LOG"}, "logged"), ({"delete": "DELETE_FROM_DATABASE"}, "deleted")],
)
def test_tables_without_files_are_treated_as_the_policy_says(catalog, write, crawled, policy, what):
    root = write({"x/a.json": '{"a": 1}', "y/a.json": '{"b": 1}'})
    crawled(root)
    shutil.rmtree(root / "y")
    write({"z/a.json": '{"c": 1}'})
    report = crawled(root, **policy)
    assert [change.what for change in report.changes if change.table == "y"] == [what]
    assert ("y" in catalog.table_names("d")) == (what != "deleted")
    if what == "deprecated":
        assert "DEPRECATED_BY_CRAWLER" in catalog.table("d", "y")["Parameters"]


def test_tables_of_other_folders_are_left_alone(write, crawled):
    root = write({"x/a.json": '{"a": 1}', "xy/a.json": '{"b": 1}'})
    crawled(root / "xy")
    assert [change.table for change in crawled(root / "x").changes] == ["x"]


def test_new_partitions_come_even_if_changes_are_only_logged(catalog, write, crawled):
    crawled(write({"t/day=1/a.json": '{"a": 1}'}) / "t")
    report = crawled(write({"t/day=2/a.json": '{"a": 1}'}) / "t", update="LOG")
    assert [(change.what, change.partitions) for change in report.changes] == [("unchanged", 1)]


@pytest.mark.parametrize(("update", "keys"), [("LOG", 1), ("UPDATE_IN_DATABASE", 2)])
def test_other_partition_keys_leave_no_partitions_that_do_not_fit(catalog, write, crawled, update, keys):
    crawled(write({"t/day=1/a.json": '{"a": 1}'}) / "t")
    shutil.rmtree(write({}) / "t")
    crawled(write({"t/day=1/hour=2/a.json": '{"a": 1}'}) / "t", update=update)
    assert [len(partition["Values"]) for partition in catalog.partitions("d", "t")] == [keys]


def test_more_tables_than_the_threshold_fail_before_anything_is_written(catalog, write, crawled):
    root = write({"x/a.json": '{"a": 1}', "y/a.json": '{"b": 1}'})
    said = "The number of tables detected by crawler: 2 is greater than the table threshold value provided: 1. "
    with pytest.raises(CatalogError, match=f"{said}Failing crawler without writing to Data Catalog."):
        crawled(root, table_threshold=1)
    assert catalog.databases() == []
    crawled(root, table_threshold=2)


def test_a_sample_is_so_many_files_of_each_folder(write, crawled, columns):
    root = write({"t/a.json": '{"a": 1}', "t/b.json": '{"a": "x"}'}) / "t"
    crawled(root, sample_size=1)
    assert columns("t") == {"a": "int"}
    crawled(root)
    assert columns("t") == {"a": "string"}


def test_a_rehearsal_changes_nothing(catalog, write):
    definition = CrawlerDefinition("c", "d", (Target(str(write(OLD) / "t")),))
    with rehearsal(catalog, "d") as copy:
        assert [change.what for change in crawl(copy, definition).changes] == ["created"]
    assert catalog.databases() == []


def test_a_place_without_files_is_told(write, crawled):
    with pytest.raises(PathError, match="no such file or folder"):
        crawled(write({}) / "nowhere")


def test_a_request_of_glue_describes_a_crawler():
    mine = classifier_from_glue({"XMLClassifier": {"RowTag": "row"}})
    configuration = (
        '{"Version": 1.0, "CrawlerOutput": {"Tables": {"AddOrUpdateBehavior": "MergeNewColumns", "TableThreshold": 5}},'
        ' "Grouping": {"TableGroupingPolicy": "CombineCompatibleSchemas", "TableLevelConfiguration": 2}}'
    )
    given = {
        "Name": "c", "Role": "r", "DatabaseName": "d", "TablePrefix": "p_", "Classifiers": ["mine"],
        "Targets": {"S3Targets": [{"Path": "s3://b/f", "Exclusions": ["**.tmp"], "SampleSize": 3}]},
        "SchemaChangePolicy": {"UpdateBehavior": "LOG", "DeleteBehavior": "LOG"},
        "RecrawlPolicy": {"RecrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"}, "Configuration": configuration,
    }  # fmt: skip
    assert CrawlerDefinition.from_glue(given, {"mine": mine}) == CrawlerDefinition(
        "c", "d", (Target("s3://b/f", ("**.tmp",), 3),), "p_", "LOG", "LOG", "CRAWL_NEW_FOLDERS_ONLY",
        merges_columns=True, combines=True, table_level=2, table_threshold=5, classifiers=(mine,),
    )  # fmt: skip
    with pytest.raises(EntityNotFoundException, match="Classifier mine not found"):
        CrawlerDefinition.from_glue(given)


@pytest.mark.parametrize("kind", ["JdbcTargets", "DynamoDBTargets", "CatalogTargets"])
def test_other_targets_are_refused_by_name(kind):
    with pytest.raises(UnsupportedFeatureError, match=kind):
        CrawlerDefinition.from_glue({"Name": "c", "Targets": {kind: [{"Path": "x"}]}})


def test_policies_that_glue_does_not_know_are_refused():
    with pytest.raises(InvalidInputException, match="UpdateBehavior 'LOGG': expected UPDATE_IN_DATABASE or LOG"):
        CrawlerDefinition("c", "d", (), update="LOGG")
    with pytest.raises(UnsupportedFeatureError, match="CRAWL_EVENT_MODE"):
        CrawlerDefinition("c", "d", (), recrawl="CRAWL_EVENT_MODE")


def test_a_sample_size_that_glue_does_not_take_is_refused():
    with pytest.raises(InvalidInputException, match="SampleSize 250: expected a number from 1 to 249"):
        Target("x", sample_size=250)


def test_a_table_stays_one_when_its_new_files_have_more_columns(write, crawled, catalog):
    folder = write({"t/year=2020/a.json": '{"id": 1, "v": 1}'}) / "t"
    crawled(folder)
    write({"t/year=2021/a.json": '{"id": 1, "v": 1, "n": 1, "m": 2}'})
    assert [(change.what, change.table) for change in crawled(folder).changes] == [("updated", "t")]
    assert len(list(catalog.partitions("d", "t"))) == 2


def test_what_is_gone_goes_if_the_crawler_is_to_delete(write, crawled, catalog):
    folder = write({"t/y=1/a.json": '{"id": 1}', "t/y=2/a.json": '{"id": 1}'}) / "t"
    crawled(folder)
    (folder / "y=1/a.json").unlink()
    assert [change.what for change in crawled(folder).changes] == ["unchanged"]
    assert [change.what for change in crawled(folder, delete="DELETE_FROM_DATABASE").changes] == ["updated"]
    assert [partition["Values"] for partition in catalog.partitions("d", "t")] == [["2"]]
    (folder / "y=2/a.json").unlink()
    assert [change.what for change in crawled(folder, delete="DELETE_FROM_DATABASE").changes] == ["deleted"]
