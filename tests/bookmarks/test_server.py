"""Bookmarks of files on a server of S3's API, and of rows of a database: jobs in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

import etl
from tests.moto_server import moto_server

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}

JOB = """
import sqlite3
import boto3
from awsglue.context import GlueContext
from awsglue.job import Job
from pyspark.context import SparkContext
from etl.runtime.job import current_run

glue = GlueContext(SparkContext())
spark = glue.spark_session
s3 = boto3.client("s3")
database = sqlite3.connect("sales.db")
database.execute("create table sales (id integer, item text)")


def files():
    frame = glue.create_dynamic_frame.from_options(
        "s3", {"paths": ["s3://daily/in/"]}, "json", transformation_ctx="files")
    return sorted(row.id for row in frame.toDF().collect())


def rows():
    reader = spark.read.format("jdbc").option("url", "jdbc:sqlite:sales.db").option("driver", "org.sqlite.JDBC")
    reading = current_run().bookmark.keys("rows", ["id"])
    last = reader.option("query", f"select id from sales order by {reading.order()} limit 1").load().collect()
    condition = reading.condition(tuple(last[0]) if last else ())
    found = reader.option("query", f"select item from sales where {condition}").load().collect()
    return sorted(row.item for row in found)


for day, names in enumerate((["a", "b"], ["c"], [])):
    for name in names:
        s3.put_object(Bucket="daily", Key=f"in/{name}.json", Body=f'{{"id": "{name}"}}'.encode())
        database.execute("insert into sales select coalesce(max(id), 0) + 1, ? from sales", [name])
    database.commit()
    job = Job(glue)
    job.init("daily", {"job_bookmark_option": "job-bookmark-enable", "JOB_RUN_ID": f"jr_{day}"})
    print(files(), rows())
    job.commit()
"""


@pytest.fixture
def endpoint() -> Iterator[str]:
    """The address of a moto server that has the bucket `daily`."""
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    with moto_server() as address:
        boto3.client("s3", endpoint_url=address, **keys).create_bucket(Bucket="daily")
        yield address


def test_objects_of_a_server_and_rows_of_a_database_are_read_once(endpoint: str, tmp_path: Path) -> None:
    (tmp_path / "daily.py").write_text(JOB)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ETL_", "PYSPARK_"))}
    packages = ["--conf", "spark.jars.packages=org.xerial:sqlite-jdbc:3.47.1.0"]
    done = subprocess.run(
        [sys.executable, "-m", "etl", "run", "--s3-endpoint", endpoint, *packages, "daily.py"],
        cwd=tmp_path,
        env=kept | CREDENTIALS | {"PYTHONPATH": str(Path(etl.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    expected = [["a", "b"], ["c"], []]
    assert done.stdout.splitlines() == [f"{names} {names}" for names in expected]
