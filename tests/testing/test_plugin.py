from __future__ import annotations

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_spark

CHILD = """
    pytest_plugins = [] if "etl.testing.plugin" in __import__("sys").modules else ["etl.testing.plugin"]
"""


def test_spark_is_small_local_and_quiet(spark):
    conf = spark.sparkContext.getConf()
    assert conf.get("spark.master") == "local[2]"
    assert conf.get("spark.ui.enabled") == "false"
    assert conf.get("spark.driver.host") == "127.0.0.1"


def test_workers_run_the_same_python(spark):
    version = spark.sparkContext.parallelize([0], 1).map(lambda _: __import__("sys").version).first()
    assert version == __import__("sys").version


def test_the_clock_is_utc_as_on_glue(spark):
    assert spark.conf.get("spark.sql.session.timeZone") == "UTC"
    assert os.environ["TZ"] == "UTC"


def test_buckets_are_in_a_folder_of_the_run(spark, tmp_path_factory):
    spark.range(3).write.parquet("s3://some-bucket/numbers/")
    assert spark.read.parquet("s3://some-bucket/numbers/").count() == 3
    bucket = Path(os.environ["ETL_S3_ROOT"]) / "some-bucket"
    assert bucket.is_relative_to(tmp_path_factory.getbasetemp())
    assert (bucket / "numbers").is_dir()


def test_the_glue_context_is_on_the_same_spark(spark, glue_context):
    assert glue_context.spark_session.sparkContext is spark.sparkContext


def test_what_a_test_changes_is_gone_after_it_and_files_stay_out_of_the_project(pytester):
    pytester.makeconftest(CHILD)
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture(scope="module")
        def kept(spark):
            spark.conf.set("my.module", "kept")
            spark.range(3).createOrReplaceTempView("kept")

        def test_changes(spark, kept):
            spark.conf.set("spark.sql.shuffle.partitions", "7")
            spark.conf.set("my.key", "x")
            spark.range(1).createOrReplaceTempView("short_lived")

        def test_finds_nothing_of_it(spark, kept):
            assert spark.conf.get("spark.sql.shuffle.partitions") == "2"
            assert spark.conf.get("my.key", None) is None
            assert not spark.catalog.tableExists("short_lived")

        def test_keeps_what_a_wider_fixture_made(spark, kept):
            assert spark.conf.get("my.module") == "kept"
            assert spark.table("kept").count() == 3

        def test_makes_a_table(spark):
            spark.range(2).write.saveAsTable("numbers")
            assert spark.table("numbers").count() == 2
        """
    )
    pytester.runpytest_subprocess("-q").assert_outcomes(passed=4)
    left = {path.name for path in pytester.path.iterdir()}
    assert not left & {"spark-warehouse", "metastore_db", "derby.log", ".etl"}


def test_nothing_is_started_or_imported_for_tests_without_spark(pytester):
    pytester.makeconftest(CHILD)
    pytester.makepyfile(
        """
        import sys

        def test_plain():
            assert "pyspark" not in sys.modules
            assert "awsglue" not in sys.modules
        """
    )
    pytester.runpytest_subprocess("-q").assert_outcomes(passed=1)
