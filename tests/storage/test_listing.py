from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.errors import PathError
from etl.storage.listing import list_files

from .conftest import Hadoop


@pytest.fixture
def keys(hadoop: Hadoop) -> list[str]:
    names = [
        "in/b.json",
        "in/a.json",
        "in/sub/c.json",
        "in/sub.d/x.json",
        "in/_k=1/d.json",
        "in/_SUCCESS",
        "in/.hidden/e.json",
    ]
    for key in names:
        hadoop.write(key, key)
    return names


def listed(spark: SparkSession, *paths: str, recurse: bool = False) -> list[str]:
    return [info.path.partition("/in/")[2] for info in list_files(spark, paths, recurse=recurse)]


def test_a_folder_gives_its_files_in_order(spark: SparkSession, hadoop: Hadoop, keys: list[str]) -> None:
    assert listed(spark, f"{hadoop.url}/in/") == ["a.json", "b.json"]


def test_recurse_gives_all_data_below_in_the_order_of_keys(
    spark: SparkSession, hadoop: Hadoop, keys: list[str]
) -> None:
    assert listed(spark, f"{hadoop.url}/in", recurse=True) == [
        "_k=1/d.json",
        "a.json",
        "b.json",
        "sub.d/x.json",
        "sub/c.json",
    ]


def test_paths_keep_their_order(spark: SparkSession, hadoop: Hadoop, keys: list[str]) -> None:
    assert listed(spark, f"{hadoop.url}/in/sub", f"{hadoop.url}/in/a.json") == ["sub/c.json", "a.json"]


def test_a_file_is_taken_at_its_word(spark: SparkSession, hadoop: Hadoop, keys: list[str]) -> None:
    assert listed(spark, f"{hadoop.url}/in/_SUCCESS") == ["_SUCCESS"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.json", ["a.json", "b.json"]),
        ("{a,b}.json", ["a.json", "b.json"]),
        ("sub*/*", ["sub.d/x.json", "sub/c.json"]),
    ],
)
def test_patterns(spark: SparkSession, hadoop: Hadoop, keys: list[str], pattern: str, found: list[str]) -> None:
    assert listed(spark, f"{hadoop.url}/in/{pattern}") == found


def test_what_is_there_under_the_very_name_is_no_pattern(spark: SparkSession, hadoop: Hadoop) -> None:
    hadoop.write("in/a[1].json", "")
    hadoop.write("in/a1.json", "")
    assert listed(spark, f"{hadoop.url}/in/a[1].json") == ["a[1].json"]


def test_size_and_time_of_a_file(spark: SparkSession, tmp_path: Path) -> None:
    file = tmp_path / "x y\t%41.csv"
    file.write_text("12345")
    [info] = list_files(spark, [str(tmp_path)])
    assert (info.path, info.size) == (f"file:{file}", 5)
    assert abs(info.modified - file.stat().st_mtime * 1000) < 1000


def test_empty_objects_that_stand_for_folders_are_no_data(spark: SparkSession, hadoop: Hadoop) -> None:
    hadoop.write("in/sub_$folder$", "")
    hadoop.write("in/a.json", "{}")
    assert listed(spark, f"{hadoop.url}/in/") == ["a.json"]


def test_an_empty_folder_has_no_files(spark: SparkSession, tmp_path: Path) -> None:
    assert list_files(spark, [str(tmp_path)], recurse=True) == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/no/such/folder", "/no/such/folder: File /no/such/folder does not exist"),
        ("/no/such/*.json", "does not exist"),
        ("s3://no-such-bucket/in/", "s3://no-such-bucket/in/: NoSuchBucket: s3://no-such-bucket does not exist"),
        ("s3://no..such/in/", "InvalidBucketName: 'no..such' cannot be a bucket's name"),
        ("nosuch://x/y", 'No FileSystem for scheme "nosuch"'),
        ("", "this is no path: Can not create a Path from an empty string"),
        ("s3://a b/c:d e:/x", "s3://a b/c:d e:/x: "),
    ],
)
def test_a_path_that_cannot_be_read_is_named(spark: SparkSession, path: str, reason: str) -> None:
    with pytest.raises(PathError) as raised:
        list_files(spark, [path])
    assert reason in str(raised.value)


@pytest.mark.parametrize("name", ["a\x0bb", "a\x0cb", "a\x1cb", "a\x85b", "a\u2028b", "a\nb", "a\\tb", "😀 +%41"])
def test_every_name_is_one_file(spark: SparkSession, hadoop: Hadoop, name: str) -> None:
    hadoop.write(f"in/{name}/{name}", "12345")
    [info] = list_files(spark, [f"{hadoop.url}/in"], recurse=True)
    assert (info.path, info.size) == (f"{hadoop.url}/in/{name}/{name}", 5)


def test_files_of_many_folders_stand_in_the_order_of_keys(spark: SparkSession, hadoop: Hadoop) -> None:
    keys = [f"{folder}{name}" for folder in ("", "a/", "a-/", "a/b/", "a.b/c/") for name in ("a", "a0", "b", "z.json")]
    keys = [key for key in keys if f"{key}/" not in "a/ a/b/"]
    for key in keys:
        hadoop.write(f"in/{key}", key)
    assert listed(spark, f"{hadoop.url}/in", recurse=True) == sorted(keys)
    assert listed(spark, f"{hadoop.url}/in/*", recurse=True) == sorted(keys)


def test_a_link_to_a_folder_is_followed(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.json").touch()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "broken").symlink_to(tmp_path / "nowhere")
    assert listed(spark, str(tmp_path / "in"), recurse=True) == ["link/x.json"]


def test_a_link_to_a_folder_above_is_refused(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "link").symlink_to(tmp_path / "in")
    with pytest.raises(PathError, match="link is a link to a folder that it lies in"):
        list_files(spark, [str(tmp_path / "in")], recurse=True)
    assert listed(spark, str(tmp_path / "in" / "sub")) == []
