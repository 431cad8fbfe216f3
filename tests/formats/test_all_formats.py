"""What every format that can be read does, whatever its files look like."""

from __future__ import annotations

import gzip
import os
import time
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from awsglue.job import Job
from etl.catalog.table_formats import storage_of
from etl.connections import read_dataframe, read_frame
from etl.errors import OptionError, UnsupportedFeatureError
from etl.formats import Input, format_names, get_format
from etl.formats.partitioning import Partitioning
from etl.frame.types import INT, Field, Struct
from etl.options import read_options
from etl.runtime import job
from etl.runtime.catalog import current_catalog
from etl.storage.listing import FileInfo
from tests.formats.samples import SAMPLES

TEXTS = ("avro", "grokLog", "ion", "json", "xml")
each_format = pytest.mark.parametrize("form", SAMPLES)


def put(folder: Path, name: str, form: str, *ids: int, age: float = 0) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(SAMPLES[form].write(ids))
    os.utime(file, (time.time() - age,) * 2)
    return file


def ids(frame: Any) -> list[int]:
    return sorted(int(row["id"]) for row in frame.toDF().collect())


def read(context: Any, folder: Path, form: str, ctx: str = "", **options: Any) -> Any:
    given = {"paths": [str(folder)], **options}
    return context.create_dynamic_frame.from_options("s3", given, form, SAMPLES[form].options, transformation_ctx=ctx)


def test_there_is_a_sample_of_each() -> None:
    written_only = {"glueparquet"}
    assert {name.lower() for name in SAMPLES} == set(format_names()) - written_only


@each_format
def test_files_empty_ones_and_those_left_out(glue_context: Any, tmp_path: Path, form: str) -> None:
    for number in range(3):
        put(tmp_path, f"{number}.x", form, 10 * number, 10 * number + 1)
    put(tmp_path, "3.y", form, 99)
    (tmp_path / "empty").write_bytes(b"")
    frame = read(glue_context, tmp_path, form, exclusions='["**.y"]')
    assert ids(frame) == [0, 1, 10, 11, 20, 21]
    assert [field.name for field in frame.schema()] == ["id", "name"]
    assert frame.errorsCount() == 0


@each_format
def test_a_dataframe_has_the_same_rows(spark: SparkSession, tmp_path: Path, form: str) -> None:
    put(tmp_path, "1", form, 1, 2)
    df = read_dataframe(spark, "s3", {"paths": [str(tmp_path)]}, form, SAMPLES[form].options)
    assert sorted((int(row["id"]), row["name"]) for row in df.collect()) == [(1, "item 1"), (2, "item 2")]


@each_format
def test_a_dataframe_has_the_keys_of_folders(spark: SparkSession, tmp_path: Path, form: str) -> None:
    for number, folder in enumerate(("year=2020/day=2020-01-31/kind=a b", "year=2021/day=2020-02-01/kind=x%3Dy")):
        put(tmp_path / folder, "1", form, number)
    given = {"paths": [str(tmp_path)], "recurse": True}
    df = read_dataframe(spark, "s3", given, form, SAMPLES[form].options).orderBy("year")
    assert df.dtypes[-3:] == [("year", "int"), ("day", "date"), ("kind", "string")]
    assert [tuple(map(str, row[-3:])) for row in df.collect()] == [
        ("2020", "2020-01-31", "a b"), ("2021", "2020-02-01", "x=y"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize(("group_files", "tasks"), [("none", 3), ("inPartition", 1)])
def test_groups(glue_context: Any, tmp_path: Path, form: str, group_files: str, tasks: int) -> None:
    for number in range(3):
        put(tmp_path, str(number), form, number)
    frame = read(glue_context, tmp_path, form, groupFiles=group_files)
    assert ids(frame) == [0, 1, 2]
    assert frame.getNumPartitions() == tasks


@pytest.mark.parametrize("form", TEXTS)
def test_compressed_files(glue_context: Any, tmp_path: Path, form: str) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(SAMPLES[form].write([1, 2])))
    assert ids(read(glue_context, tmp_path, form)) == [1, 2]


@each_format
def test_a_second_run_reads_what_is_new(
    glue_context: Any, buckets: Path, bucket: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "_runs", [])
    seen = []
    for number in range(2):
        put(buckets / bucket / "in", str(number), form, number, age=100_000 - number)
        this = Job(glue_context)
        this.init(f"{bucket}-job", {"job_bookmark_option": "job-bookmark-enable"})
        given = {"paths": [f"s3://{bucket}/in/"]}
        frame = glue_context.create_dynamic_frame.from_options(
            "s3", given, form, SAMPLES[form].options, transformation_ctx="in"
        )
        seen.append(ids(frame))
        this.commit()
    assert seen == [[0], [1]]


@each_format
def test_a_table_with_partitions(glue_context: Any, tmp_path: Path, bucket: str, form: str) -> None:
    catalog, database = current_catalog(), f"{bucket}-db"
    catalog.create_database({"Name": database})
    storage = {
        "Columns": [{"Name": "id", "Type": "bigint"}, {"Name": "name", "Type": "string"}],
        **storage_of(form, {}),
    }
    table = {
        "Name": "items",
        "StorageDescriptor": {**storage, "Location": str(tmp_path)},
        "PartitionKeys": [{"Name": "day", "Type": "int"}],
        "Parameters": {"classification": form, **SAMPLES[form].table},
    }
    catalog.create_table(database, table)
    for day in (1, 2, 3):
        put(tmp_path / f"day={day}", "a", form, day * 10)
        place = {**storage, "Location": str(tmp_path / f"day={day}")}
        assert catalog.create_partitions(database, "items", [{"Values": [str(day)], "StorageDescriptor": place}]) == []
    frame = glue_context.create_dynamic_frame.from_catalog(database, "items", push_down_predicate="day > 1")
    assert [field.name for field in frame.schema()] == ["id", "name", "day"]
    assert sorted((int(row["id"]), row["name"], row["day"]) for row in frame.toDF().collect()) == [
        (20, "item 20", 2), (30, "item 30", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("form", TEXTS)
def test_a_record_that_cannot_be_read_fails_the_job_where_it_is_told_to(
    spark: SparkSession, tmp_path: Path, form: str
) -> None:
    good = SAMPLES[form].write([1])
    (tmp_path / "a").write_bytes(good)
    (tmp_path / "b").write_bytes(b"{nonsense <item>" + good[:2])
    frame = read_frame(spark, "s3", {"paths": [str(tmp_path)]}, form, SAMPLES[form].options)
    assert frame.count() == 1
    assert frame.errors_count() >= 1
    strict = read_frame(spark, "s3", {"paths": [str(tmp_path)], "isFailFast": True}, form, SAMPLES[form].options)
    with pytest.raises(OSError, match="/b: a record before byte"):
        strict.count()


@each_format
def test_the_file_of_a_record_and_the_time_of_its_last_change_are_fields(
    spark: SparkSession, buckets: Path, bucket: str, form: str
) -> None:
    for number, name in enumerate(["a +%20é", "b"]):
        os.utime(put(buckets / bucket / "in", name, form, number), (1.5e9 + number,) * 2)
    attached = {**SAMPLES[form].options, "attachFilename": "file", "attachTimestamp": "changed"}
    frame = read_frame(spark, "s3", {"paths": [f"s3://{bucket}/in/"]}, form, attached)
    assert [(field.name, field.type.label) for field in frame.schema][2:] == [
        ("file", "string"),
        ("changed", "timestamp"),
    ]
    found = sorted((row["file"], row["changed"].timestamp()) for row in frame.to_plain().collect())
    assert found == [(f"s3://{bucket}/in/a +%20é", 1.5e9), (f"s3://{bucket}/in/b", 1.5e9 + 1)]


@each_format
def test_a_dataframe_has_the_file_of_a_record_or_the_option_is_refused(
    spark: SparkSession, tmp_path: Path, form: str
) -> None:
    put(tmp_path, "1", form, 1)
    arguments: Any = ("s3", {"paths": [str(tmp_path)]}, form, {**SAMPLES[form].options, "attachFilename": "file"})
    if form in ("csv", "json", "orc", "parquet"):
        with pytest.raises(UnsupportedFeatureError, match="attachFilename of a DataFrame"):
            read_dataframe(spark, *arguments)
    else:
        assert [row["file"] for row in read_dataframe(spark, *arguments).collect()] == [f"file:{tmp_path}/1"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_file_of_a_record_beside_the_keys_of_partitions(spark: SparkSession, tmp_path: Path, form: str) -> None:
    files = [
        FileInfo(f"file:{file}", file.stat().st_size, 0)
        for file in (put(tmp_path / "day=1", "a", form, 1), put(tmp_path / "day=1", "b", form, 2))
    ]
    keys = Partitioning(Struct((Field("day", INT),)), {file.path: ["1"] for file in files})
    source = Input(spark, [str(tmp_path)], files, partitioning=keys)
    options = read_options(get_format(form).read_options, {**SAMPLES[form].options, "attachFilename": "File"}, "")
    frame = get_format(form).read(source.with_attached(options), options)
    assert sorted((row["day"], row["File"]) for row in frame.to_plain().collect()) == [
        (1, files[0].path), (1, files[1].path),
    ]  # fmt: skip
    with pytest.raises(OptionError, match="attachFilename: cannot use 'Day'; a partition key"):
        source.with_attached({"attachFilename": "Day"})
