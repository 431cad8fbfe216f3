"""One job that uses frames, spark.read and boto3, on folders and on a server of S3's API."""

from __future__ import annotations

import boto3
import pytest

from tests.moto_server import moto_server

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def on_folders(run_job):
    return run_job("airport_feed.py", input="s3://sample-data/airports/", bucket="feed")


@pytest.fixture
def endpoint(monkeypatch, sample_data):
    """The address of a moto server that has the sample data."""
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    with moto_server() as address:
        s3 = boto3.session.Session().client("s3", endpoint_url=address)
        for bucket in ("sample-data", "feed"):
            s3.create_bucket(Bucket=bucket)
        [airports] = (sample_data / "airports").iterdir()
        s3.upload_file(str(airports), "sample-data", f"airports/{airports.name}")
        yield address


def test_the_index_has_every_country(on_folders, sample_records):
    high = [airport for airport in sample_records("airports") if float(airport["elevation"]) > 8000]
    countries = {airport["country"] for airport in high}
    assert {record["country"] for record in on_folders.records("feed/index")} == countries
    assert f"{len(high)} airports in {len(countries)} countries" in on_folders.printed
    folders = {folder.name for folder in (on_folders.buckets / "feed/feed").iterdir()}
    assert folders == {f"country={country}" for country in countries}


@pytest.mark.any_spark
def test_a_server_gives_the_same_result(on_folders, run_job, endpoint):
    on_server = run_job(
        "airport_feed.py", {"ETL_S3_ENDPOINT": endpoint}, input="s3://sample-data/airports/", bucket="feed"
    )
    assert on_server.printed == on_folders.printed
    assert not (on_server.buckets / "feed").exists()
