"""One script on the catalog of files and, by a setting, on a server of Glue's API."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import boto3
import pytest

from etl.catalog.files import FileCatalog
from etl.catalog.glue import GlueCatalog
from tests.moto_server import moto_server

KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
SCRIPT = """
import boto3
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from pyspark.context import SparkContext

glue_context = GlueContext(SparkContext())
spark = glue_context.spark_session
spark.sql("create database if not exists shop")
assert boto3.client("glue").get_database(Name="shop")["Database"]["Name"] == "shop"
rows = spark.createDataFrame([(1, "mon"), (2, "tue")], "id int, day string")
sink = glue_context.getSink("s3", path="s3://b/t/", enableUpdateCatalog=True, partitionKeys=["day"])
sink.setFormat("glueparquet")
sink.setCatalogInfo("Shop", "T")
sink.writeFrame(DynamicFrame.fromDF(rows, glue_context, "rows"))
found = glue_context.create_dynamic_frame.from_catalog("SHOP", "T", push_down_predicate="day = 'tue'")
print([tuple(row) for row in found.toDF().collect()])
print([tuple(row) for row in spark.sql("select * from shop.t where day = 'mon'").collect()])
print(spark.sql("select count(*) from shop.t").collect()[0][0])
spark.sql("create table shop.own using json as select 1 as a")
location = boto3.client("glue").get_table(DatabaseName="shop", Name="own")["Table"]["StorageDescriptor"]["Location"]
assert location == "s3://local-glue-warehouse/shop.db/own", location
glue_context.purge_table("shop", "own", {"retentionPeriod": -1})
assert spark.table("shop.own").count() == 0
spark.sql("drop table shop.own")
"""


@pytest.mark.parametrize("where", ["files", "server"])
def test_frames_sql_and_boto3_share_a_catalog(where: str, tmp_path: Path) -> None:
    with moto_server() as address:
        urlopen(Request(f"{address}/moto-api/reset", method="POST")).close()
        (tmp_path / "job.py").write_text(SCRIPT)
        flags = ["--glue-endpoint", address] if where == "server" else []
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ETL_")} | KEYS
        command = [sys.executable, "-m", "etl", "run", *flags, "job.py"]
        for run in (1, 2) if where == "files" else (1,):
            done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=240)
            assert done.returncode == 0, done.stderr
            found = [str([(2, "tue")] * run), str([(1, "mon")] * run), str(2 * run)]
            assert done.stdout.splitlines() == found
        names = {"region_name": "us-east-1", "aws_access_key_id": "key", "aws_secret_access_key": "secret"}
        remote = GlueCatalog(boto3.session.Session().client("glue", endpoint_url=address, **names))
        catalog = remote if where == "server" else FileCatalog(tmp_path / ".etl/catalog")
        assert [partition["Values"] for partition in catalog.partitions("shop", "t")] == [["mon"], ["tue"]]
