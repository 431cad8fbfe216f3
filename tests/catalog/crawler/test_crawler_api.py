"""Crawlers by boto3's client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from etl.catalog.api import serve_local_catalog
from etl.catalog.files import FileCatalog
from etl.errors import EtlWarning

KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


@pytest.fixture
def client(catalog: FileCatalog, tmp_path) -> Iterator[Any]:
    """boto3's client on the catalog of the test."""
    served: FileCatalog | None = catalog
    serve_local_catalog(lambda: served, lambda: tmp_path / "catalog")
    yield boto3.session.Session().client("glue", **KEYS)
    served = None


@pytest.fixture
def request_of(write):
    """Makes a request of CreateCrawler."""

    def make(name="c", **others):
        target = {"Path": str(write({"t/a.json": '{"a": 1}'}) / "t")}
        return {"Name": name, "Role": "r", "DatabaseName": "d", "Targets": {"S3Targets": [target]}, **others}

    return make


def test_a_crawler_is_told_with_what_its_request_left_out(client, request_of):
    client.create_crawler(**request_of(Schedule="cron(15 12 * * ? *)", SchemaChangePolicy={"UpdateBehavior": "LOG"}))
    client.start_crawler(Name="c")
    client.update_crawler(Name="c", TablePrefix="p_")
    found = client.get_crawler(Name="c")["Crawler"]
    assert found["Schedule"] == {"ScheduleExpression": "cron(15 12 * * ? *)", "State": "SCHEDULED"}
    assert found["SchemaChangePolicy"] == {"UpdateBehavior": "LOG", "DeleteBehavior": "DEPRECATE_IN_DATABASE"}
    assert found["RecrawlPolicy"] == {"RecrawlBehavior": "CRAWL_EVERYTHING"}
    assert found["LineageConfiguration"] == {"CrawlerLineageSettings": "DISABLE"}
    assert (found["Classifiers"], found["Version"], "Metrics" in found) == ([], 2, False)
    assert found["CrawlElapsedTime"] > 0


def test_crawlers_are_listed_by_name(client, request_of):
    for name in ("a", "b", "c"):
        client.create_crawler(**request_of(name))
    first = client.list_crawlers(MaxResults=2)
    assert {*first} == {"CrawlerNames", "NextToken", "ResponseMetadata"}
    assert first["CrawlerNames"] == ["a", "b"]
    assert client.list_crawlers(NextToken=first["NextToken"])["CrawlerNames"] == ["c"]
    found = client.batch_get_crawlers(CrawlerNames=["b", "x"])
    assert ([crawler["Name"] for crawler in found["Crawlers"]], found["CrawlersNotFound"]) == (["b"], ["x"])


def test_what_a_crawler_has_done_is_counted(client, request_of, write):
    client.create_crawler(**request_of())
    client.start_crawler(Name="c")
    write({"t/a.json": '{"a": "x"}'})
    client.start_crawler(Name="c")
    [found] = client.get_crawler_metrics(CrawlerNameList=["c"])["CrawlerMetricsList"]
    counted = [found[name] for name in ("TablesCreated", "TablesUpdated", "TablesDeleted")]
    assert (found["CrawlerName"], counted) == ("c", [1, 1, 0])
    assert found["MedianRuntimeSeconds"] > 0


def test_a_crawler_that_does_not_run_cannot_be_stopped(client, request_of):
    client.create_crawler(**request_of())
    with pytest.raises(client.exceptions.CrawlerNotRunningException):
        client.stop_crawler(Name="c")
    with pytest.raises(client.exceptions.EntityNotFoundException):
        client.stop_crawler(Name="x")


def test_a_classifier_is_changed(client):
    client.create_classifier(CsvClassifier={"Name": "mine", "Delimiter": "^", "QuoteSymbol": "'"})
    client.update_classifier(CsvClassifier={"Name": "mine", "Delimiter": "~"})
    found = client.get_classifier(Name="mine")["Classifier"]["CsvClassifier"]
    assert (found["Delimiter"], found["QuoteSymbol"], found["Version"]) == ("~", "'", 2)
    for other in ({"CsvClassifier": {"Name": "mine", "Delimiter": "'"}}, {"XMLClassifier": {"Name": "mine"}}):
        with pytest.raises(client.exceptions.InvalidInputException):
            client.update_classifier(**other)


@pytest.mark.parametrize(
    "configuration",
    [
        "{",
        "[1]",
        '{"Grouping": "x"}',
        '{"CrawlerOutput": {"Tables": []}, "Grouping": [1]}',
        '{"Grouping": {"TableLevelConfiguration": "x"}}',
        '{"CrawlerOutput": {"Tables": {"TableThreshold": -1}}}',
    ],
)
def test_a_configuration_that_cannot_be_read_is_refused(client, request_of, configuration):
    with pytest.raises(client.exceptions.InvalidInputException):
        client.create_crawler(**request_of(Configuration=configuration))


def test_a_run_that_fails_by_surprise_is_kept_as_failed(client, request_of, monkeypatch):
    client.create_crawler(**request_of())
    monkeypatch.setattr(FileCatalog, "create_table", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client.start_crawler(Name="c")
    assert client.get_crawler(Name="c")["Crawler"]["LastCrawl"]["Status"] == "FAILED"


def test_what_a_crawler_skips_is_warned_of(client, request_of, write):
    client.create_crawler(**request_of())
    client.start_crawler(Name="c")
    write({"t/b.csv": "k,l\n1,x\n"})
    with pytest.warns(EtlWarning, match=r"The crawler c skipped .*/t/b\.csv \(it is csv, and its table json\)"):
        client.start_crawler(Name="c")
