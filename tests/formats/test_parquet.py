"""Parquet alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession

from etl.connections import write_frame
from etl.errors import EtlWarning, UnsupportedFeatureError
from etl.frame.dataframes import from_dataframe
from tests.formats.reading import data_files, read, rows, write


@pytest.mark.parametrize(
    ("codec", "suffix"), [("GZIP", "gzip"), ("none", "uncompressed"), ("zstd", "zstd"), (None, "snappy")]
)
def test_compression(spark: SparkSession, tmp_path: Path, codec: str | None, suffix: str) -> None:
    write(from_dataframe(spark.sql("SELECT 1 AS id")), tmp_path, "glueparquet", compression=codec)
    (file,) = data_files(tmp_path)
    assert re.fullmatch(rf"run-\d+-part-block-0-0-r-00000-{suffix}.parquet", file.name)
    assert rows(read(spark, tmp_path, "glueparquet")) == [{"id": 1}]


def test_compression_among_the_connection_options(spark: SparkSession, tmp_path: Path) -> None:
    options = {"path": str(tmp_path), "compression": "gzip"}
    write_frame(from_dataframe(spark.sql("SELECT 1 AS id")), "s3", options, "parquet")
    assert list(tmp_path.glob("*.gz.parquet"))


def test_lzo_is_named(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFeatureError, match=r"compression 'lzo'.*Use one of snappy"):
        write(from_dataframe(spark.sql("SELECT 1 AS id")), tmp_path, "parquet", compression="lzo")


def test_glues_writer_is_the_same_with_other_names(spark: SparkSession, tmp_path: Path) -> None:
    write(from_dataframe(spark.range(5).toDF("id")), tmp_path, "parquet", useGlueParquetWriter=True)
    assert all(re.fullmatch(r"run-\d+-part-block-0-0-r-\d+-snappy.parquet", file.name) for file in data_files(tmp_path))
    assert read(spark, tmp_path, "parquet").count() == 5


@pytest.mark.parametrize("form", ["parquet", "glueparquet"])
def test_the_sizes_of_row_groups_and_pages(spark: SparkSession, tmp_path: Path, form: str) -> None:
    frame = from_dataframe(spark.range(20_000).selectExpr("sha(CAST(id AS string)) AS text").coalesce(1))
    write(frame, tmp_path / "usual", form)
    write(frame, tmp_path / "small", form, blockSize=200_000, pageSize="10000")
    usual, small = (data_files(tmp_path / name)[0] for name in ("usual", "small"))
    assert [pq.ParquetFile(file).num_row_groups > 1 for file in (usual, small)] == [False, True]
    assert rows_of_a_page(spark, small) < rows_of_a_page(spark, usual) / 10


def rows_of_a_page(spark: SparkSession, file: Path) -> float:
    """Return how many rows a page of the first row group has."""
    jvm: Any = spark.sparkContext._jvm
    path = jvm.org.apache.hadoop.fs.Path(str(file))
    opened = jvm.org.apache.parquet.hadoop.util.HadoopInputFile.fromPath(path, spark._jsc.hadoopConfiguration())
    reader = jvm.org.apache.parquet.hadoop.ParquetFileReader.open(opened)
    block = reader.getRowGroups().get(0)
    pages = reader.readOffsetIndex(block.getColumns().get(0)).getPageCount()
    reader.close()
    return block.getRowCount() / pages


def test_glues_writer_takes_columns_that_come_and_go(spark: SparkSession, tmp_path: Path) -> None:
    write(from_dataframe(spark.sql("SELECT 1 AS id, 'x' AS a")), tmp_path, "glueparquet")
    write(from_dataframe(spark.sql("SELECT 2 AS id, true AS b")), tmp_path, "glueparquet")
    assert sorted(rows(read(spark, tmp_path, "parquet")), key=lambda row: row["id"]) == [
        {"id": 1, "a": "x", "b": None}, {"id": 2, "a": None, "b": True},
    ]  # fmt: skip


def test_an_option_that_nobody_knows_is_ignored(spark: SparkSession, tmp_path: Path) -> None:
    frame = from_dataframe(spark.sql("SELECT 1 AS id"))
    with pytest.warns(EtlWarning, match="format_options of parquet: 'mode' is ignored"):
        write(frame, tmp_path, "parquet", mode="overwrite")
    with pytest.warns(EtlWarning, match="'mode' is ignored"):
        write(frame, tmp_path, "parquet", mode="overwrite")
    assert read(spark, tmp_path, "parquet").count() == 2


def test_types_that_only_parquet_has(spark: SparkSession, tmp_path: Path) -> None:
    df = spark.sql("SELECT DATE'2020-01-31' AS d, TIMESTAMP'2020-01-31 10:00:00.5' AS t, 1.20BD AS n, X'00FF' AS b")
    write(from_dataframe(df), tmp_path, "parquet")
    frame = read(spark, tmp_path, "parquet")
    assert frame.schema_text().split("\n")[1:] == [
        "|-- d: date", "|-- t: timestamp", "|-- n: decimal(3,2)", "|-- b: binary",
    ]  # fmt: skip
    assert frame.df.collect() == df.collect()


def test_only_needed_columns_are_read(spark: SparkSession, tmp_path: Path) -> None:
    write(from_dataframe(spark.sql("SELECT 1 AS id, 'x' AS a")), tmp_path, "parquet")
    df = read(spark, tmp_path, "parquet").df.where("id > 0").select("id")
    plan = df._jdf.queryExecution().toString()
    assert "ReadSchema: struct<id:int>" in plan
    assert "GreaterThan(id,0)" in plan
