"""Files as a write leaves them: their names, beside other writes, and after one that failed or was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.connections import write_frame
from etl.errors import WriteError
from etl.frame.dataframes import from_dataframe
from tests.formats.reading import data_files, lines, read, write


def test_the_files_of_a_write_have_one_run_and_their_tasks_numbers(spark: SparkSession, tmp_path: Path) -> None:
    write(from_dataframe(spark.range(4).repartition(2)), tmp_path / "out", "json")
    first, second = data_files(tmp_path / "out")
    assert first.name == second.name.replace("-00001", "-00000")


def test_many_files_of_one_task(spark: SparkSession, tmp_path: Path) -> None:
    spark.conf.set("spark.sql.files.maxRecordsPerFile", "2")
    write(from_dataframe(spark.range(5).coalesce(1)), tmp_path, "csv")
    assert [path.name.partition("-r-")[2] for path in data_files(tmp_path)] == ["00000", "00000-c001", "00000-c002"]
    assert read(spark, tmp_path, "csv", withHeader=True).count() == 5


def test_a_name_in_each_partition(spark: SparkSession, tmp_path: Path) -> None:
    df = spark.sql("SELECT * FROM VALUES (1, 'a'), (2, 'b') AS t(id, kind)").coalesce(1)
    write_frame(from_dataframe(df), "s3", {"path": str(tmp_path), "partitionKeys": ["kind"]}, "glueparquet")
    one, other = data_files(tmp_path)
    assert (one.parent.name, other.parent.name) == ("kind=a", "kind=b")
    assert one.name == other.name


def test_a_script_that_uses_spark_alone_has_sparks_names(spark: SparkSession, tmp_path: Path) -> None:
    spark.range(1).coalesce(1).write.json(str(tmp_path / "out"))
    assert len(list((tmp_path / "out").glob("part-00000-*-c000.json"))) == 1


@pytest.mark.parametrize("way", ["frames", "dataframes"])
def test_writes_to_one_folder_at_the_same_time(spark: SparkSession, tmp_path: Path, way: str) -> None:
    df = spark.range(3)
    frame = from_dataframe(df)

    def run() -> None:
        if way == "frames":
            write(frame, tmp_path / "out", "json")
        else:
            df.write.mode("append").json(str(tmp_path / "out"))

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert spark.read.json(str(tmp_path / "out")).count() == 18
    assert not (tmp_path / "out" / "_temporary").exists()


def test_a_write_that_fails_leaves_what_was_there(spark: SparkSession, tmp_path: Path) -> None:
    write(from_dataframe(spark.sql("SELECT 1 AS id")), tmp_path / "out", "json")
    bad = spark.range(4).coalesce(1).selectExpr("id", "if(id = 3, raise_error('bad row'), 1) AS x")
    with pytest.raises(Exception, match="bad row"):
        write(from_dataframe(bad), tmp_path / "out", "json")
    assert lines(tmp_path / "out") == ['{"id":1}']
    assert [path.name for path in (tmp_path / "out").iterdir() if path.is_dir()] == []


def test_a_write_that_fails_in_a_bucket_leaves_nothing(spark: SparkSession, buckets: Path, bucket: str) -> None:
    (buckets / bucket).mkdir(parents=True)
    bad = spark.range(8, numPartitions=4).selectExpr("id", "if(id = 3, raise_error('bad row'), 1) AS x")
    for form in ("json", "parquet"):
        with pytest.raises(Exception, match="bad row"):
            write(from_dataframe(bad), f"s3://{bucket}/in/{form}", form)
    assert not [path for path in (buckets / bucket).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("s3://b/../x", "a key must not have a part"),
        ("s3://a..b/x", "InvalidBucketName"),
        ("file:/proc/x/y", "/proc/x"),
    ],
)
def test_a_place_that_takes_nothing_is_named(spark: SparkSession, path: str, why: str) -> None:
    with pytest.raises(WriteError, match=f"cannot be written: .*{why}"):
        write(from_dataframe(spark.range(1).toDF("id")), path, "json")


SLOW_JOB = """
import sys, time
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from pyspark import SparkContext
from pyspark.sql.functions import udf

context = GlueContext(SparkContext.getOrCreate())
slow = udf(lambda number: time.sleep(60) if number == 3 else number, "long")
df = context.spark_session.range(4, numPartitions=4).select(slow("id").alias("id"))
frame = DynamicFrame.fromDF(df, context, "slow")
print("writing", flush=True)
context.write_dynamic_frame.from_options(frame, "s3", {"path": f"s3://{sys.argv[1]}/out"}, "json")
"""


def test_a_write_that_is_killed_leaves_nothing_to_read(
    spark: SparkSession, buckets: Path, bucket: str, tmp_path: Path
) -> None:
    (tmp_path / "job.py").write_text(SLOW_JOB)
    command = [sys.executable, "-m", "etl", "run", "--s3-root", str(buckets), str(tmp_path / "job.py"), bucket]
    job = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert job.stdout is not None
        assert "writing\n" in iter(job.stdout.readline, "")
        _wait_for_files(buckets / bucket)
    finally:
        os.killpg(job.pid, signal.SIGKILL)
        job.wait()
    write(from_dataframe(spark.sql("SELECT 1 AS id")), f"s3://{bucket}/out", "json")
    assert spark.read.json(f"s3://{bucket}/out").collect() == [(1,)]
    assert read(spark, f"s3://{bucket}/", "json", recurse=True).count() == 1


def _wait_for_files(folder: Path) -> None:
    end = time.monotonic() + 60
    while not any(path.is_file() for path in folder.rglob("*")):
        assert time.monotonic() < end, "the job writes nothing"
        time.sleep(0.1)
