"""What only a folder can do wrong, and what Spark and people put there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from etl.storage.s3.buckets import UPLOADS


def code_of(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return str(caught.value.response["Error"]["Code"])


def test_the_first_write_makes_the_bucket(s3: Any, buckets: Path) -> None:
    s3.put_object(Bucket="new", Key="a/b.txt", Body="text")
    assert (buckets / "new/a/b.txt").read_text() == "text"


@pytest.mark.parametrize("key", ["../other/key", "a/../../b", "a//b", "./a", f"{UPLOADS}/x", "/a", "a/" + "x" * 256])
def test_keys_that_no_folder_can_hold_are_refused(s3: Any, buckets: Path, key: str) -> None:
    s3.create_bucket(Bucket="bucket")
    assert code_of(s3.put_object, Bucket="bucket", Key=key, Body=b"1") in {"InvalidURI", "KeyTooLongError"}
    assert [path.name for path in buckets.rglob("*")] == ["bucket"]


def test_a_name_is_a_file_or_a_folder(s3: Any, buckets: Path) -> None:
    s3.put_object(Bucket="bucket", Key="a", Body=b"file")
    assert code_of(s3.put_object, Bucket="bucket", Key="a/b", Body=b"1") == "InvalidURI"
    s3.put_object(Bucket="bucket", Key="c/d", Body=b"1")
    assert code_of(s3.put_object, Bucket="bucket", Key="c", Body=b"1") == "InvalidURI"
    assert (buckets / "bucket/a").read_bytes() == b"file"


@pytest.mark.parametrize("name", ["-a", "a..b", "a/b", "a b"])
def test_names_that_are_no_bucket(buckets: Path, name: str) -> None:
    from etl.storage.s3.errors import S3Error
    from etl.storage.s3.operations import Operations

    with pytest.raises(S3Error, match="cannot be a bucket's name"):
        Operations(buckets).call("HeadBucket", {"Bucket": name})


def test_no_link_leads_out_of_a_bucket(s3: Any, buckets: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (buckets / "bucket").mkdir(parents=True)
    (buckets / "bucket/link").symlink_to(tmp_path)
    assert code_of(s3.get_object, Bucket="bucket", Key="link/secret") == "AccessDenied"
    assert code_of(s3.list_objects_v2, Bucket="bucket") == "AccessDenied"
    assert code_of(s3.list_objects_v2, Bucket="bucket", Prefix="link/") == "AccessDenied"


def test_a_bucket_may_be_a_link(s3: Any, buckets: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/k").write_text("1")
    buckets.mkdir()
    (buckets / "bucket").symlink_to(tmp_path / "data")
    assert s3.get_object(Bucket="bucket", Key="k")["Body"].read() == b"1"


def test_a_write_that_fails_leaves_what_was_there(s3: Any, buckets: Path) -> None:
    class Failing:
        def read(self, size: int = -1) -> bytes:
            raise RuntimeError("the network is gone")

    from etl.storage.s3.operations import Operations

    s3.put_object(Bucket="bucket", Key="k", Body=b"before")
    with pytest.raises(RuntimeError):
        Operations(buckets).call("PutObject", {"Bucket": "bucket", "Key": "k", "Body": Failing()})
    assert s3.get_object(Bucket="bucket", Key="k")["Body"].read() == b"before"
    assert list((buckets / UPLOADS).iterdir()) == []


def test_folders_go_with_their_last_object(s3: Any, buckets: Path) -> None:
    for key in ("a/b/c", "a/d"):
        s3.put_object(Bucket="bucket", Key=key, Body=b"")
    s3.delete_object(Bucket="bucket", Key="a/b/c")
    assert [path.name for path in (buckets / "bucket/a").iterdir()] == ["d"]
    s3.delete_object(Bucket="bucket", Key="a/d")
    assert list((buckets / "bucket").iterdir()) == []


def test_attributes_are_forgotten_when_somebody_else_writes_the_file(s3: Any, buckets: Path) -> None:
    s3.put_object(Bucket="bucket", Key="k", Body=b"1", Metadata={"a": "b"})
    etag = s3.head_object(Bucket="bucket", Key="k")["ETag"]
    (buckets / "bucket/k").write_text("by a person")
    os.utime(buckets / "bucket/k", (1_700_000_000, 1_700_000_000))
    known = s3.head_object(Bucket="bucket", Key="k")
    assert known["Metadata"] == {}
    assert known["ETag"] != etag
    assert s3.list_objects_v2(Bucket="bucket")["Contents"][0]["ETag"] == known["ETag"]


def test_a_disk_that_is_full(s3: Any, buckets: Path, small_disk: Path) -> None:
    buckets.mkdir()
    (buckets / "bucket").symlink_to(small_disk)
    s3.put_object(Bucket="bucket", Key="a", Body=b"old")
    with pytest.raises(ClientError, match="s3://bucket cannot hold more: No space left on device"):
        s3.put_object(Bucket="bucket", Key="a", Body=bytes(2 << 20))
    assert s3.get_object(Bucket="bucket", Key="a")["Body"].read() == b"old"
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["a"]


def test_what_a_listing_keeps_is_not_stale(s3: Any, buckets: Path) -> None:
    s3.put_object(Bucket="bucket", Key="a", Body=b"")
    long_ago = 1_700_000_000
    os.utime(buckets / "bucket", (long_ago, long_ago))
    assert [item["Key"] for item in s3.list_objects_v2(Bucket="bucket")["Contents"]] == ["a"]
    s3.put_object(Bucket="bucket", Key="b", Body=b"")
    assert [item["Key"] for item in s3.list_objects_v2(Bucket="bucket")["Contents"]] == ["a", "b"]
