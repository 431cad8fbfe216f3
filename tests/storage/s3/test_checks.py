from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError


def code(call: Any, **given: Any) -> str:
    with pytest.raises(ClientError) as error:
        call(Bucket="bucket", **given)
    return str(error.value.response["Error"]["Code"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"Key": "new", "ContentMD5": "AAAAAAAAAAAAAAAAAAAAAA=="}, "BadDigest"),
        ({"Key": "new", "ChecksumSHA256": "AAAA"}, "BadDigest"),
        ({"Key": "k", "IfMatch": '"other"'}, "PreconditionFailed"),
        ({"Key": "k", "IfNoneMatch": "*"}, "PreconditionFailed"),
        ({"Key": "new", "StorageClass": "ICE"}, "InvalidStorageClass"),
        ({"Key": "folder/", "Body": b"data"}, "InvalidArgument"),
    ],
)
def test_a_write_that_s3_would_refuse_changes_nothing(s3: Any, buckets: Path, given: Any, expected: str) -> None:
    s3.put_object(Bucket="bucket", Key="k", Body=b"old")
    assert code(s3.put_object, **{"Body": b"new", **given}) == expected
    assert [path.name for path in (buckets / "bucket").iterdir()] == ["k"]
    assert (buckets / "bucket/k").read_bytes() == b"old"


def test_reads_and_copies_hold_their_conditions(s3: Any) -> None:
    s3.put_object(Bucket="bucket", Key="k", Body=b"x")
    assert s3.get_object(Bucket="bucket", Key="k", IfMatch="*")["Body"].read() == b"x"
    assert code(s3.get_object, Key="k", VersionId="abc") == "NoSuchVersion"
    assert code(s3.get_object, Key="k", PartNumber=3) == "InvalidPartNumber"
    copy = {"Key": "c", "CopySource": "bucket/k"}
    assert code(s3.copy_object, **copy, CopySourceIfMatch='"other"') == "PreconditionFailed"
    assert code(s3.delete_objects, Delete={"Objects": [{"Key": f"{n}"} for n in range(1001)]}) == "MalformedXML"
    assert code(s3.list_objects_v2, MaxKeys=-1) == "InvalidArgument"
    upload = s3.create_multipart_upload(Bucket="bucket", Key="m")["UploadId"]
    assert code(s3.upload_part, Key="m", UploadId=upload, PartNumber=0, Body=b"x") == "InvalidArgument"


@pytest.mark.parametrize("prefix", ["a//", "./", "a/../", "../other/", "/", "/tmp/"])
def test_no_key_begins_with_a_part_that_no_key_has(s3: Any, prefix: str) -> None:
    s3.put_object(Bucket="bucket", Key="a/x", Body=b"x")
    assert "Contents" not in s3.list_objects_v2(Bucket="bucket", Prefix=prefix)


def test_threads_that_put_and_delete_in_one_folder_do_not_hinder_each_other(s3: Any) -> None:
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            for _ in range(60):
                s3.put_object(Bucket="bucket", Key=f"d/{number}", Body=b"x")
                s3.list_objects_v2(Bucket="bucket")
                s3.delete_object(Bucket="bucket", Key=f"d/{number}")
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_an_index_that_cannot_be_written_is_an_error_of_s3_and_nothing_is_stored(s3: Any, buckets: Path) -> None:
    s3.put_object(Bucket="bucket", Key="k", Body=b"x", Metadata={"a": "b"})
    (buckets / ".objects.sqlite").write_bytes(b"no database" * 1000)
    assert code(s3.put_object, Key="new", Body=b"x") == "InternalError"
    assert not (buckets / "bucket/new").exists()


def test_names_that_no_key_can_have_are_no_objects(s3: Any, buckets: Path) -> None:
    s3.put_object(Bucket="bucket", Key="a", Body=b"x", Metadata={"m": "1"})
    (buckets / "bucket/loop").symlink_to("loop")
    (Path(os.fsdecode(os.fsencode(buckets) + b"/bucket/\xff"))).write_bytes(b"x")
    assert [item["Key"] for item in s3.list_objects_v2(Bucket="bucket")["Contents"]] == ["a"]
