"""What a script may say of the files that it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.connections import read_frame, write_frame
from etl.errors import EtlWarning, OptionError, UnknownNameError
from etl.frame.dataframes import from_dataframe
from etl.frame.frame import Frame
from tests.formats.reading import lines


@pytest.fixture
def frame(spark: SparkSession) -> Frame:
    return from_dataframe(spark.sql("SELECT 1 AS id, 'x' AS kind"), "things")


def test_a_path_is_needed(frame: Frame) -> None:
    with pytest.raises(OptionError, match=r"path: cannot use None; connection_options must say"):
        write_frame(frame, "s3", {}, "json")


def test_a_format_is_needed(frame: Frame, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="format: cannot use None; files need one of avro, csv"):
        write_frame(frame, "s3", {"path": str(tmp_path)})
    with pytest.raises(UnknownNameError, match=r"Unknown format 'paquet'. Did you mean 'parquet'"):
        write_frame(frame, "s3", {"path": str(tmp_path)}, "paquet")


def test_buckets(spark: SparkSession, frame: Frame) -> None:
    write_frame(frame, "s3", {"path": "s3://a-new-bucket/some/key/", "partitionKeys": ["kind"]}, "parquet")
    read = read_frame(spark, "s3", {"paths": ["s3a://a-new-bucket/some/"], "recurse": True}, "parquet")
    assert [tuple(row) for row in read.df.collect()] == [(1,)]


def test_a_bucket_without_a_key(spark: SparkSession, frame: Frame) -> None:
    write_frame(frame, "s3", {"path": "s3://bucket-root"}, "json")
    assert read_frame(spark, "s3", {"paths": ["s3://bucket-root"]}, "json").count() == 1
    assert read_frame(spark, "s3", {"paths": ["s3://bucket-root/"]}, "json").count() == 1


def test_paths_of_this_machine(frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_frame(frame, "file", {"path": "out"}, "json")
    assert lines(tmp_path / "out") == ['{"id":1,"kind":"x"}']


@pytest.mark.parametrize("keys", ["kind", ["kind"], ("kind", "kind")])
def test_spellings_of_partition_keys(frame: Frame, tmp_path: Path, keys: object) -> None:
    write_frame(frame, "s3", {"path": str(tmp_path), "partitionKeys": keys}, "json")
    assert lines(tmp_path / "kind=x") == ['{"id":1}']


def test_a_folder_for_each_frame_of_a_collection(frame: Frame, tmp_path: Path) -> None:
    write_frame(frame, "s3", {"path": f"{tmp_path}/", "useFrameName": True}, "json")
    assert lines(tmp_path / "things") == ['{"id":1,"kind":"x"}']


def test_options_of_the_catalog_need_a_table(frame: Frame, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="say which table"):
        write_frame(frame, "s3", {"path": str(tmp_path), "enableUpdateCatalog": True}, "json")
    options = {"path": str(tmp_path), "enableUpdateCatalog": False, "updateBehavior": "LOG"}
    write_frame(frame, "s3", options, "json")


def test_misplaced_options_are_told_of(frame: Frame, tmp_path: Path) -> None:
    with pytest.warns(
        EtlWarning, match="format_options of json: 'partitionKeys' is ignored: it belongs in connection_options"
    ):
        write_frame(frame, "s3", {"path": str(tmp_path)}, "json", {"partitionKeys": ["kind"]})
