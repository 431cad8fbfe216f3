"""What one process sees of a bucket through Hadoop's file system."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

from .conftest import Hadoop


def fails(action: Any, *arguments: Any) -> str:
    with pytest.raises(Py4JJavaError) as raised:
        action(*arguments)
    problem = raised.value.java_exception
    return f"{problem.getClass().getSimpleName()}: {problem.getMessage()}"


@pytest.mark.parametrize(
    "key", ["a", "a b/c+d=e%41/é☃/x", "2020-01-01T00:00:00.json", "p=1/q=%20x/part", "a#b?c&d", "~/..."]
)
def test_an_object_is_read_as_it_was_written(hadoop: Hadoop, buckets: Path, bucket: str, key: str) -> None:
    hadoop.write(key, "text")
    assert hadoop.read(key) == "text"
    assert (buckets / bucket / key).read_text() == "text"
    assert hadoop.fs.getFileStatus(hadoop.path(key)).getPath().toString() == f"{hadoop.url}/{key}"


def test_slashes_in_a_row_are_one(hadoop: Hadoop) -> None:
    hadoop.write("a//b///c", "text")
    assert hadoop.read("a/b/c") == "text"


def test_all_schemes_see_the_same_bucket(spark: SparkSession, hadoop: Hadoop, bucket: str) -> None:
    hadoop.write("x", "text")
    assert [Hadoop(spark, f"{scheme}://{bucket}").read("x") for scheme in ("s3", "s3a", "s3n")] == ["text"] * 3


def test_the_root_of_a_bucket_is_a_folder(hadoop: Hadoop) -> None:
    hadoop.write("x", "1")
    hadoop.write("d/y", "2")
    assert hadoop.names("") == ["d", "x"]
    assert hadoop.fs.getFileStatus(hadoop.path("")).isDirectory()


def test_the_first_write_makes_the_bucket(hadoop: Hadoop, buckets: Path, bucket: str) -> None:
    assert not (buckets / bucket).exists()
    hadoop.write("x", "")
    assert (buckets / bucket).is_dir()


def test_reading_makes_no_bucket(hadoop: Hadoop, buckets: Path, bucket: str) -> None:
    assert not hadoop.fs.exists(hadoop.path("x"))
    assert f"NoSuchBucket: s3://{bucket} does not exist" in fails(hadoop.fs.open, hadoop.path("x"))
    assert "FileNotFoundException: NoSuchBucket" in fails(hadoop.names, "")
    assert not (buckets / bucket).exists()


def test_a_missing_key_is_named(hadoop: Hadoop) -> None:
    hadoop.write("a", "")
    for key in ("b", "b/c", "a/b"):
        assert f"FileNotFoundException: NoSuchKey: {hadoop.url}/{key} does not exist" in fails(hadoop.names, key)


@pytest.mark.parametrize("name", ["a..b", "-ab", "a" * 256, "a$b"])
def test_a_name_that_no_bucket_can_have_is_refused(spark: SparkSession, name: str) -> None:
    assert f"InvalidBucketName: '{name}' cannot be a bucket's name; it is letters, digits" in fails(
        Hadoop, spark, f"s3://{name}"
    )


def test_an_object_appears_when_it_is_closed(hadoop: Hadoop, buckets: Path, bucket: str) -> None:
    others = uploads(buckets)
    out = hadoop.fs.create(hadoop.path("d/x"), True)
    out.write(b"half")
    out.flush()
    assert len(uploads(buckets) - others) == 1
    assert not hadoop.fs.exists(hadoop.path("d"))
    assert hadoop.names("") == []
    out.close()
    assert hadoop.names("d") == ["x"]
    assert uploads(buckets) <= others


def uploads(buckets: Path) -> set[Path]:
    """What is being written, also by tasks of earlier tests that were stopped in the middle of it."""
    return set(buckets.glob(".uploading/*"))


def test_an_object_under_way_leaves_the_old_one_readable(hadoop: Hadoop) -> None:
    hadoop.write("x", "old")
    out = hadoop.fs.create(hadoop.path("x"), True)
    out.write(b"new")
    assert hadoop.read("x") == "old"
    out.close()
    assert hadoop.read("x") == "new"


def test_what_was_never_closed_is_deleted_after_a_day(
    spark: SparkSession, hadoop: Hadoop, buckets: Path, bucket: str
) -> None:
    import os

    hadoop.write("x", "")
    old, new = buckets / ".uploading" / "old", buckets / ".uploading" / "new"
    old.write_text("half")
    new.write_text("half")
    os.utime(old, (time.time() - 100_000,) * 2)
    Hadoop(spark, f"s3n://{bucket}")
    assert (old.exists(), new.exists()) == (False, True)
    new.unlink()


def test_an_object_is_overwritten_only_when_asked(hadoop: Hadoop) -> None:
    hadoop.write("x", "old")
    assert "FileAlreadyExistsException" in fails(lambda: hadoop.write("x", "new", overwrite=False))
    assert hadoop.read("x") == "old"


def test_a_folder_is_no_object(hadoop: Hadoop) -> None:
    hadoop.write("d/x", "")
    assert "FileAlreadyExistsException" in fails(hadoop.write, "d", "")
    assert "d is a folder" in fails(hadoop.read, "d")


def test_a_key_behind_an_object_is_refused(hadoop: Hadoop) -> None:
    hadoop.write("x", "")
    assert "x is an object: on a local disk no other key can go on behind its name" in fails(hadoop.write, "x/y", "")
    assert "is an object" in fails(hadoop.fs.mkdirs, hadoop.path("x/y"))
    assert not hadoop.fs.exists(hadoop.path("x/y"))


def test_no_key_climbs_out_of_its_bucket(hadoop: Hadoop, buckets: Path) -> None:
    hadoop.write("x", "")
    assert "must not have a part '..'" in fails(hadoop.write, "../../x", "")
    assert "must not have a part '..'" in fails(hadoop.read, "../other/x")
    assert not (buckets.parent / "x").exists()


def test_no_link_leads_out_of_its_bucket(hadoop: Hadoop, buckets: Path, bucket: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    hadoop.write("in/x", "text")
    folder = buckets / bucket
    (folder / "out").symlink_to(tmp_path)
    (folder / "file").symlink_to(tmp_path / "secret")
    (folder / "inside").symlink_to(folder / "in")
    for action in (hadoop.read, hadoop.names):
        assert f"is a link that leads out of its bucket, to {tmp_path}" in fails(action, "file")
        assert f"is a link that leads out of its bucket, to {tmp_path}" in fails(action, "out/secret")
    assert "is a link that leads out" in fails(hadoop.names, "")
    assert "is a link that leads out" in fails(hadoop.write, "out/y", "")
    assert hadoop.read("inside/x") == "text"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret"]


def test_deleting_does_not_follow_links(hadoop: Hadoop, buckets: Path, bucket: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("")
    hadoop.write("d/x", "")
    (buckets / bucket / "d" / "out").symlink_to(tmp_path)
    assert hadoop.fs.delete(hadoop.path("d"), True)
    assert not hadoop.fs.exists(hadoop.path("d"))
    assert (tmp_path / "kept").exists()


def test_the_folder_of_a_bucket_may_be_a_link(hadoop: Hadoop, buckets: Path, bucket: str, tmp_path: Path) -> None:
    buckets.mkdir(exist_ok=True)
    (buckets / bucket).symlink_to(tmp_path)
    hadoop.write("d/x", "text")
    assert (tmp_path / "d" / "x").read_text() == "text"
    assert hadoop.read("d/x") == "text"


def test_listing_is_in_order_and_tells_size_and_time(hadoop: Hadoop) -> None:
    for key in ("b", "a", "c/d"):
        hadoop.write(key, "12")
    found = [(s.getPath().getName(), s.isDirectory(), s.getLen()) for s in hadoop.fs.listStatus(hadoop.path(""))]
    assert found == [("a", False, 2), ("b", False, 2), ("c", True, 0)]
    assert abs(hadoop.fs.getFileStatus(hadoop.path("a")).getModificationTime() / 1000 - time.time()) < 60


def test_patterns_find_objects(hadoop: Hadoop) -> None:
    for key in ("y=1/a.json", "y=2/a.json", "y=2/b.csv"):
        hadoop.write(key, "")
    found = hadoop.fs.globStatus(hadoop.path("y=*/*.{json,xml}"))
    assert [status.getPath().toString() for status in found] == [f"{hadoop.url}/y={i}/a.json" for i in (1, 2)]


def test_rename_moves_objects_and_folders(hadoop: Hadoop) -> None:
    hadoop.write("a/x", "1")
    assert hadoop.fs.rename(hadoop.path("a/x"), hadoop.path("new/folder/y"))
    assert hadoop.fs.rename(hadoop.path("new"), hadoop.path("b"))
    assert hadoop.read("b/folder/y") == "1"
    assert hadoop.names("a") == []


def test_rename_into_a_folder_keeps_the_name(hadoop: Hadoop) -> None:
    hadoop.write("x", "1")
    hadoop.write("d/y", "2")
    assert hadoop.fs.rename(hadoop.path("x"), hadoop.path("d"))
    assert hadoop.names("d") == ["x", "y"]


def test_rename_never_overwrites(hadoop: Hadoop) -> None:
    hadoop.write("x", "1")
    hadoop.write("d/x", "2")
    assert not hadoop.fs.rename(hadoop.path("x"), hadoop.path("d"))
    assert not hadoop.fs.rename(hadoop.path("x"), hadoop.path("d/x"))
    assert not hadoop.fs.rename(hadoop.path("d"), hadoop.path("d/e"))
    assert not hadoop.fs.rename(hadoop.path("missing"), hadoop.path("y"))
    assert (hadoop.read("x"), hadoop.read("d/x")) == ("1", "2")


def test_delete_tells_whether_there_was_anything(hadoop: Hadoop) -> None:
    hadoop.write("d/x", "")
    assert not hadoop.fs.delete(hadoop.path("y"), True)
    assert "PathIsNotEmptyDirectoryException" in fails(hadoop.fs.delete, hadoop.path("d"), False)
    assert hadoop.fs.delete(hadoop.path("d/x"), False)
    assert hadoop.fs.delete(hadoop.path("d"), False)


def test_deleting_the_root_empties_the_bucket(hadoop: Hadoop, buckets: Path, bucket: str) -> None:
    hadoop.write("d/x", "")
    assert hadoop.fs.delete(hadoop.path(""), True)
    assert list((buckets / bucket).iterdir()) == []


def test_any_place_of_an_object_can_be_read(hadoop: Hadoop) -> None:
    hadoop.write("x", "0123456789")
    stream = hadoop.fs.open(hadoop.path("x"))
    stream.seek(7)
    assert chr(stream.read()) == "7"
    stream.seek(2)
    assert bytes(stream.readNBytes(3)) == b"234"
    assert stream.getPos() == 5
    assert "Cannot seek to 11 of 10 bytes" in fails(stream.seek, 11)
    stream.close()


def test_hadoop_counts_what_is_read_and_written(hadoop: Hadoop, spark: SparkSession) -> None:
    statistics = spark._jvm.org.apache.hadoop.fs.FileSystem.getStatistics("s3", hadoop.fs.getClass())
    before = statistics.getBytesWritten(), statistics.getBytesRead()
    hadoop.write("x", "12345")
    hadoop.read("x")
    assert (statistics.getBytesWritten() - before[0], statistics.getBytesRead() - before[1]) == (5, 5)


def test_append_is_refused_as_s3_does(hadoop: Hadoop) -> None:
    hadoop.write("x", "")
    with pytest.raises(Exception, match="Objects of S3 cannot be appended to"):
        hadoop.fs.append(hadoop.path("x"))
