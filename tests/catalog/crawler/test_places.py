"""Where files are: buckets that answer, that refuse, and that nobody hears."""

from __future__ import annotations

import io
import os
from pathlib import Path

import boto3
import pytest

from etl.catalog.crawler.classifiers.columnar import classify_orc, classify_parquet
from etl.catalog.crawler.files import place_of
from etl.catalog.crawler.sampling import Sample, sample
from etl.errors import PathError

DELETING = {"delete": "DELETE_FROM_DATABASE"}


@pytest.fixture
def bucket(glue_url, monkeypatch):
    """A bucket on a server, which boto3's clients use."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL_S3": glue_url,
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="crawled")
    found = boto3.resource("s3").Bucket("crawled")
    yield found
    found.objects.delete()
    found.delete()


def put(bucket, *names):
    for name in names:
        bucket.put_object(Key=name, Body=b'{"a": 1}')


def test_a_crawl_that_reaches_nobody_fails_and_changes_nothing(catalog, crawled, bucket, monkeypatch):
    put(bucket, "w/a.json")
    crawled("s3://crawled/w/")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    with pytest.raises(PathError, match="Could not connect"):
        crawled("s3://crawled/w/", **DELETING)
    assert catalog.table_names("d") == ["w"]


def test_a_bucket_that_is_not_there_fails_the_crawl_and_changes_nothing(catalog, crawled, bucket):
    put(bucket, "w/a.json")
    crawled("s3://crawled/w/")
    bucket.objects.delete()
    bucket.delete()
    with pytest.raises(PathError, match="bucket does not exist"):
        crawled("s3://crawled/w/", **DELETING)
    assert catalog.table_names("d") == ["w"]
    bucket.create()


def test_tables_go_whose_objects_are_truly_gone(catalog, crawled, bucket):
    put(bucket, "w/a.json")
    crawled("s3://crawled/w/")
    bucket.objects.delete()
    assert [change.what for change in crawled("s3://crawled/w/", **DELETING).changes] == ["deleted"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed_fails_the_crawl(catalog, write, crawled):
    root = write({"t/y=1/a.json": '{"a": 1}', "t/y=2/a.json": '{"a": 1}'}) / "t"
    crawled(root)
    (root / "y=2").chmod(0)
    with pytest.raises(PathError, match="y=2: Permission denied"):
        crawled(root, **DELETING)
    (root / "y=2").chmod(0o700)


def test_a_target_that_is_an_object_is_the_location_of_its_table(catalog, crawled, bucket):
    put(bucket, "w/single.json")
    crawled("s3://crawled/w/single.json")
    assert catalog.table("d", "single_json")["StorageDescriptor"]["Location"] == "s3://crawled/w/single.json"
    assert [change.what for change in crawled("s3://crawled/w/single.json").changes] == ["unchanged"]


class Breaking(io.BytesIO):
    """A file that cannot be read from its 8th byte on, as when a server goes away."""

    def read(self, size=-1):
        if self.tell() >= 8 or size > 100:
            raise PathError("s3://b/a", "gone")
        return super().read(size)

    def readinto(self, buffer):
        raise PathError("s3://b/a", "gone")


@pytest.mark.parametrize(
    ("look", "head"), [(classify_parquet, b"PAR1"), (classify_orc, b"ORC"), (lambda _, file: sample(file), b"{")]
)
def test_a_file_that_cannot_be_read_is_no_damaged_one(look, head):
    with pytest.raises(PathError, match="gone"):
        look(Sample(head, is_whole=True), Breaking(head + b"0" * 200))


def test_a_link_to_nothing_is_named(write, crawled):
    root = write({"t/a.json": '{"a": 1}'}) / "t"
    (root / "b.json").symlink_to("nowhere")
    with pytest.raises(PathError, match=r"b\.json: No such file"):
        crawled(root)


def test_an_object_is_read_from_any_place(bucket):
    put(bucket, "w/a.json")
    place = place_of("s3://crawled/w")
    with place.opened(next(place.files())) as file:
        file.seek(2)
        assert file.read() == b'a": 1}'


def test_a_target_that_is_a_file_is_the_location_of_its_table(catalog, write, crawled):
    root: Path = write({"t/a.json": '{"a": 1}'}) / "t/a.json"
    crawled(root)
    assert catalog.table("d", "a_json")["StorageDescriptor"]["Location"] == str(root)
