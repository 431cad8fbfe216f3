"""DataFrames: Glue's options on Spark's own readers and writers."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.connections import read_dataframe, write_dataframe
from etl.errors import PathError


@pytest.mark.parametrize("form", ["parquet", "orc", "json"])
def test_partition_folders_are_columns(spark: SparkSession, tmp_path: Path, form: str) -> None:
    df = spark.sql("SELECT 1 AS id, 'a' AS kind UNION ALL SELECT 2, 'b'")
    write_dataframe(df, "s3", {"path": str(tmp_path), "partitionKeys": ["kind"]}, form)
    for recurse in (False, True):
        read = read_dataframe(spark, "s3", {"paths": [str(tmp_path)], "recurse": recurse}, form)
        assert sorted(tuple(row) for row in read.select("id", "kind").collect()) == [(1, "a"), (2, "b")]


def test_recurse_goes_into_folders_of_any_name(spark: SparkSession, tmp_path: Path) -> None:
    for name in ("x", "x/y"):
        spark.sql("SELECT 1 AS id").write.mode("append").json(str(tmp_path / name))
    read = read_dataframe(spark, "file", {"paths": [str(tmp_path)], "recurse": True}, "json")
    assert read.columns == ["id"]
    assert read.count() == 2


def test_files_may_have_different_columns(spark: SparkSession, tmp_path: Path) -> None:
    spark.sql("SELECT 1 AS id").write.parquet(str(tmp_path / "k=1"))
    spark.sql("SELECT 2 AS id, 3 AS more").write.parquet(str(tmp_path / "k=2"))
    assert read_dataframe(spark, "s3", {"paths": [str(tmp_path)]}, "parquet").columns == ["id", "more", "k"]


def test_a_missing_path_is_named(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(PathError, match="nowhere"):
        read_dataframe(spark, "s3", {"paths": [str(tmp_path / "nowhere")]}, "parquet")


def test_writing_appends_and_leaves_no_marker(spark: SparkSession, tmp_path: Path) -> None:
    for _ in range(2):
        write_dataframe(spark.sql("SELECT 1 AS id, null AS n"), "s3", {"path": str(tmp_path)}, "json")
    assert spark.read.json(str(tmp_path)).count() == 2
    assert not (tmp_path / "_SUCCESS").exists()


def test_an_empty_folder_is_no_rows(spark: SparkSession, tmp_path: Path) -> None:
    assert read_dataframe(spark, "s3", {"paths": [str(tmp_path)]}, "parquet").count() == 0


def test_files_that_are_left_out(spark: SparkSession, tmp_path: Path) -> None:
    df = spark.sql("SELECT 1 AS id, 'a' AS kind UNION ALL SELECT 2, 'b'")
    write_dataframe(df, "s3", {"path": str(tmp_path), "partitionKeys": ["kind"]}, "parquet")
    read = read_dataframe(spark, "s3", {"paths": [str(tmp_path)], "exclusions": '["kind=b/**"]'}, "parquet")
    assert [tuple(row) for row in read.select("id", "kind").collect()] == [(1, "a")]
