"""What a script may say of the files that it reads."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.connections import read_frame
from etl.errors import EtlWarning, OptionError, PathError, ReadError, UnknownNameError, UnsupportedFeatureError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("1.json", "2.json", "sub/3.json", "sub/deep/4.json", "_hidden.json"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'{{"file": "{path.stem}"}}\n')
    return tmp_path / "in"


def files(spark: SparkSession, options: object, connection_type: str = "s3") -> list[str]:
    frame = read_frame(spark, connection_type, options, "json")  # type: ignore[arg-type]
    return sorted(row["file"] for row in frame.df.collect())


def test_a_folder_gives_the_files_directly_in_it(spark: SparkSession, folder: Path) -> None:
    assert files(spark, {"paths": [str(folder)]}) == ["1", "2"]


@pytest.mark.parametrize("recurse", [True, "true", "True"])
def test_recurse_goes_to_any_depth(spark: SparkSession, folder: Path, recurse: object) -> None:
    assert files(spark, {"paths": [str(folder)], "recurse": recurse}) == ["1", "2", "3", "4"]


def test_several_paths_files_and_patterns(spark: SparkSession, folder: Path) -> None:
    assert files(spark, {"paths": [f"{folder}/1.json", f"{folder}/sub/"]}) == ["1", "3"]
    assert files(spark, {"paths": [f"{folder}/[12].json", f"{folder}/*/3*"]}) == ["1", "2", "3"]


@pytest.mark.parametrize("option", ["path", "paths"])
def test_one_path_as_a_text(spark: SparkSession, folder: Path, option: str) -> None:
    assert files(spark, {option: str(folder / "1.json")}) == ["1"]


def test_a_folder_of_folders_is_told_of(spark: SparkSession, folder: Path) -> None:
    (folder / "sub" / "3.json").unlink()
    with pytest.warns(EtlWarning, match="no file lies directly there; give 'recurse': True") as caught:
        frame = read_frame(spark, "s3", {"paths": [str(folder / "sub")]}, "json")
    assert frame.count() == 0
    assert caught[0].filename == __file__


def test_an_empty_folder_is_an_empty_frame(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    frame = read_frame(spark, "s3", {"paths": [str(tmp_path / "empty")]}, "json")
    assert (frame.count(), frame.schema_text()) == (0, "root")


def test_a_missing_path_is_named_at_once(spark: SparkSession, tmp_path: Path, folder: Path) -> None:
    with pytest.raises(PathError, match="nowhere"):
        read_frame(spark, "s3", {"paths": [str(folder), str(tmp_path / "nowhere")]}, "json")
    with pytest.raises(PathError, match="no-such-bucket"):
        read_frame(spark, "s3", {"paths": ["s3://no-such-bucket/key/"]}, "json")


@pytest.mark.parametrize("connection_type", ["file", "FILE"])
def test_paths_of_this_machine(spark: SparkSession, folder: Path, connection_type: str, monkeypatch) -> None:
    monkeypatch.chdir(folder)
    assert files(spark, {"paths": ["sub"]}, connection_type) == ["3"]
    assert files(spark, {"paths": [folder.as_uri()]}, connection_type) == ["1", "2"]


@pytest.mark.parametrize("options", [{}, {"paths": []}, {"paths": None}])
def test_paths_are_needed(spark: SparkSession, options: dict[str, object]) -> None:
    with pytest.raises(OptionError, match=r"paths: cannot use .*connection_options must say what to read"):
        read_frame(spark, "s3", options, "json")


def test_paths_that_are_no_texts(spark: SparkSession) -> None:
    with pytest.raises(OptionError, match=r"paths: cannot use \[1\]; expected a list of texts"):
        read_frame(spark, "s3", {"paths": [1]}, "json")
    with pytest.raises(OptionError, match="paths: cannot use ' '; expected paths, and one of these is empty"):
        read_frame(spark, "s3", {"paths": " "}, "json")


def test_a_format_is_needed(spark: SparkSession, folder: Path) -> None:
    with pytest.raises(
        OptionError,
        match="format: cannot use None; files need one of avro, csv, glueparquet, groklog, ion, json",
    ):
        read_frame(spark, "s3", {"paths": [str(folder)]})


def test_formats_that_nobody_knows_or_that_are_not_built(spark: SparkSession, folder: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown format 'jsn'. Did you mean 'json'"):
        read_frame(spark, "s3", {"paths": [str(folder)]}, "jsn")
    with pytest.raises(UnsupportedFeatureError, match="The format 'hudi'"):
        read_frame(spark, "s3", {"paths": [str(folder)]}, "hudi")


def test_connection_types_that_nobody_knows_or_that_are_not_built(spark: SparkSession) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown connection type 's4'. Known: custom.jdbc, file, mysql"):
        read_frame(spark, "s4", {})
    with pytest.raises(UnsupportedFeatureError, match=r"The connection type 'JDBC'.*Name the database: mysql"):
        read_frame(spark, "JDBC", {})


def test_small_files_are_read_together(spark: SparkSession, tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.json").write_text('{"id": 1}')
    options = {"paths": [str(tmp_path)]}
    together = read_frame(spark, "s3", options, "json")
    apart = read_frame(spark, "s3", options | {"groupFiles": "none"}, "json")
    sized = read_frame(spark, "s3", options | {"groupFiles": "inPartition", "groupSize": "9000"}, "json")
    assert [frame.num_partitions() for frame in (together, apart, sized)] == [1, 20, 7]
    assert together.count() == apart.count() == sized.count() == 20


def test_columnar_files_are_not_grouped(spark: SparkSession, tmp_path: Path) -> None:
    spark.sql("SELECT 1 AS id").write.parquet(str(tmp_path / "p"))
    with pytest.warns(EtlWarning, match="groupFiles and groupSize are for texts"):
        read_frame(spark, "s3", {"paths": [str(tmp_path / "p")], "groupSize": 1}, "parquet")


def test_how_a_bucket_is_listed_has_no_effect(spark: SparkSession, folder: Path) -> None:
    assert files(spark, {"paths": [str(folder)], "useS3ListImplementation": True}) == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "broken", "why"),
    [("json", '{"id": 1}\n{"id": \n', "end-of-input"), ("csv", "id\n1\n2,3\n", "2 values, and the header 1")],
)
def test_a_malformed_record_fails_the_job_where_that_is_wanted(
    spark: SparkSession, tmp_path: Path, name: str, broken: str, why: str
) -> None:
    (tmp_path / "f").write_text(broken)
    options = {"paths": [str(tmp_path)]}
    csv = {"withHeader": True} if name == "csv" else {}
    assert read_frame(spark, "s3", options, name, csv).errors_count() == 1
    with pytest.raises(ReadError, match=rf"f: a record before byte \d+ cannot be read: .*{why}.*; mend the record"):
        read_frame(spark, "s3", options | {"isFailFast": "true"}, name, csv).errors_count()


@pytest.mark.parametrize("options", [{"boundedFiles": "1"}, {"boundedSize": 1}])
def test_a_bound_reads_the_oldest_files_and_without_a_bookmark_tells_that_the_next_run_does_too(
    spark: SparkSession, tmp_path: Path, options: dict[str, Any]
) -> None:
    for age, name in enumerate(["new", "old"]):
        (tmp_path / name).write_text(json.dumps({"id": name}))
        os.utime(tmp_path / name, (2_000_000_000 - age,) * 2)
    with pytest.warns(EtlWarning, match="1 of 2 files are beyond the bound, and without a job bookmark the next run"):
        frame = read_frame(spark, "s3", {"paths": [str(tmp_path)], **options}, "json")
    assert [row.id for row in frame.df.collect()] == ["old"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"boundedFiles": 1, "boundedSize": 1}, "boundedSize: cannot use 1; boundedFiles=1 is given, too"),
        ({"boundedFiles": 0}, "boundedFiles: cannot use 0; expected a whole number, 1 or more"),
        ({"maxBand": "soon"}, "maxBand: cannot use 'soon'; expected a whole number"),
    ],
)
def test_bounds_that_cannot_be_used(spark: SparkSession, folder: Path, options: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        files(spark, {"paths": [str(folder)], **options})


def test_an_option_that_nobody_knows_is_ignored(spark: SparkSession, folder: Path) -> None:
    with pytest.warns(EtlWarning, match=r"connection_options: 'recursive' is ignored.*Did you mean 'recurse'"):
        assert files(spark, {"paths": [str(folder)], "recursive": True}) == ["1", "2"]


def test_the_old_spelling_of_columnar_files_as_connections(spark: SparkSession, tmp_path: Path) -> None:
    spark.sql("SELECT 1 AS id").write.parquet(str(tmp_path / "p"))
    assert read_frame(spark, "parquet", {"paths": [str(tmp_path / "p")], "mergeSchema": "true"}).count() == 1
