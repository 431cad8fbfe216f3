"""Whatever Hadoop settings a script makes, s3:// stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.storage.hadoop import keys, serve_buckets

from .conftest import Hadoop

S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem"


@pytest.fixture
def conf(spark: SparkSession) -> Iterator[Any]:
    """The Hadoop configuration of the session, as it was after the test."""
    conf = spark._jsc.hadoopConfiguration()
    before = spark._jvm.org.apache.hadoop.conf.Configuration(conf)
    yield conf
    conf.clear()
    entries = before.iterator()
    while entries.hasNext():
        entry = entries.next()
        conf.set(entry.getKey(), entry.getValue())


def round_trip(spark: SparkSession, url: str) -> int:
    spark.range(3).write.mode("append").json(url)
    spark.range(3).write.mode("append").parquet(f"{url}-parquet")
    return spark.read.json(url).count()


@pytest.mark.parametrize(
    ("scheme", "foreign"),
    [
        ("s3", "com.amazon.ws.emr.hadoop.fs.EmrFileSystem"),
        ("s3a", S3A),
        ("s3n", "org.apache.hadoop.fs.s3native.NativeS3FileSystem"),
        ("s3", "org.apache.hadoop.fs.LocalFileSystem"),
    ],
)
def test_another_file_system_is_not_taken(
    spark: SparkSession, conf: Any, bucket: str, scheme: str, foreign: str
) -> None:
    conf.set(f"fs.{scheme}.impl", foreign)
    conf.set(f"fs.AbstractFileSystem.{scheme}.impl", foreign)
    assert round_trip(spark, f"{scheme}://{bucket}/x") == 3


def test_settings_of_an_endpoint_change_nothing(spark: SparkSession, conf: Any, bucket: str) -> None:
    for key, value in {
        "fs.s3a.impl.disable.cache": "true",
        "fs.s3a.access.key": "key",
        "fs.s3a.secret.key": "secret",
        "fs.s3a.endpoint": "s3.eu-west-1.amazonaws.com",
        "fs.s3a.aws.credentials.provider": "com.amazonaws.auth.InstanceProfileCredentialsProvider",
        "fs.s3a.path.style.access": "true",
        "fs.s3a.committer.name": "magic",
        "mapreduce.outputcommitter.factory.scheme.s3a": "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
        "localglue.s3.root": "/elsewhere",
    }.items():
        conf.set(key, value)
    assert round_trip(spark, f"s3a://{bucket}/x") == 3


@pytest.mark.parametrize(
    "key",
    [
        "mapred.output.committer.class",
        "mapreduce.outputcommitter.factory.class",
        "spark.sql.parquet.output.committer.class",
    ],
)
def test_a_committer_that_only_amazon_has_is_not_taken(spark: SparkSession, conf: Any, bucket: str, key: str) -> None:
    conf.set(key, "com.amazon.emr.committer.EmrOptimizedSparkSqlParquetOutputCommitter")
    assert round_trip(spark, f"s3://{bucket}/x") == 3
    spark.sparkContext.parallelize(["a"]).saveAsTextFile(f"s3://{bucket}/text")


def test_a_committer_that_is_here_is_taken(conf: Any) -> None:
    name = "org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory"
    conf.set("mapreduce.outputcommitter.factory.class", name)
    assert conf.get("mapreduce.outputcommitter.factory.class") == name


def test_settings_of_the_session_and_of_a_writer_are_no_way_around(spark: SparkSession, bucket: str) -> None:
    spark.conf.set("fs.s3a.impl", S3A)
    spark.range(3).write.option("fs.s3.impl", S3A).json(f"s3://{bucket}/x")
    assert round_trip(spark, f"s3a://{bucket}/x") == 6


def test_settings_given_to_an_rdd_are_no_way_around(spark: SparkSession, bucket: str) -> None:
    spark.range(3).write.json(f"s3://{bucket}/x")
    lines = spark.sparkContext.newAPIHadoopFile(
        f"s3a://{bucket}/x",
        "org.apache.hadoop.mapreduce.lib.input.TextInputFormat",
        "org.apache.hadoop.io.LongWritable",
        "org.apache.hadoop.io.Text",
        conf={"fs.s3a.impl": S3A},
    )
    assert lines.count() == 3


def test_unset_is_no_way_around(spark: SparkSession, conf: Any, bucket: str) -> None:
    conf.unset("fs.s3.impl")
    assert round_trip(spark, f"s3://{bucket}/x") == 3


def test_every_other_setting_is_the_scripts(conf: Any) -> None:
    conf.set("fs.defaultFS", "s3://some-bucket")
    conf.set("my.key", "1")
    assert (conf.get("fs.defaultFS"), conf.get("my.key")) == ("s3://some-bucket", "1")
    conf.unset("my.key")
    assert conf.get("my.key") is None


def test_a_configuration_taken_before_is_the_same_one(spark: SparkSession, conf: Any, buckets: Path) -> None:
    serve_buckets(spark.sparkContext, buckets)
    conf.set("my.key", "1")
    assert spark._jsc.hadoopConfiguration().get("my.key") == "1"


def test_a_configuration_that_the_script_makes_serves_buckets(spark: SparkSession, hadoop: Hadoop, bucket: str) -> None:
    hadoop.write("x", "text")
    jvm = spark._jvm
    own = jvm.org.apache.hadoop.conf.Configuration()
    fs = jvm.org.apache.hadoop.fs.FileSystem.newInstance(jvm.java.net.URI.create(f"s3a://{bucket}"), own)
    assert fs.exists(jvm.org.apache.hadoop.fs.Path(f"s3a://{bucket}/x"))


def test_another_root_is_in_effect_at_once(
    spark: SparkSession, hadoop: Hadoop, buckets: Path, bucket: str, tmp_path: Path
) -> None:
    hadoop.write("x", "text")
    try:
        serve_buckets(spark.sparkContext, tmp_path)
        Hadoop(spark, f"s3://{bucket}").write("y", "other")
        assert [path.name for path in (tmp_path / bucket).iterdir()] == ["y"]
    finally:
        serve_buckets(spark.sparkContext, buckets)
    assert Hadoop(spark, f"s3://{bucket}").names("") == ["x"]


def test_relative_roots_are_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert keys("buckets")["localglue.s3.root"] == str(tmp_path / "buckets")
