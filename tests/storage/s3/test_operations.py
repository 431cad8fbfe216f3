"""What boto3 gets from local buckets is what it gets from moto's server."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BUCKET = "bucket"
KEYS = ["a", "a.b", "b/a", "b/a.txt", "b/c/d", "b.d", "b c/ü+%=&", "ä", "z/"]


def run(client: Any, operation: str, **parameters: Any) -> Any:
    """Return an answer, or an error's code and status, without what differs from server to server."""
    try:
        answer = getattr(client, operation)(**parameters)
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    return plain(answer)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items() if name not in VOLATILE}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if hasattr(value, "iter_chunks"):
        return value.read()
    return "a moment" if isinstance(value, dt.datetime) else value


VOLATILE = {
    *(
        "ResponseMetadata",
        "UploadId",
        "Location",
        "NextContinuationToken",
        "ContinuationToken",
        "Owner",
        "CreationDate",
    ),
    *("ServerSideEncryption", "EncodingType", "BucketRegion", "ChecksumCRC32", "ChecksumAlgorithm", "ChecksumType"),
    *(
        "AccessPointAlias",
        "BucketArn",
        "VersionId",
        "RequestCharged",
        "Marker",
        "TagCount",
        "Initiator",
        "StorageClass",
    ),
}


@pytest.fixture
def both(s3: Any, moto_s3: Any) -> Callable[..., Any]:
    """Runs an operation on both, compares the answers, and returns the local one."""

    def compare(operation: str, **parameters: Any) -> Any:
        local = run(s3, operation, **parameters)
        assert local == run(moto_s3, operation, **parameters), operation
        return local

    compare("create_bucket", Bucket=BUCKET)
    return compare


def test_objects_come_and_go(both: Callable[..., Any]) -> None:
    for key in KEYS:
        both("put_object", Bucket=BUCKET, Key=key, Body=b"" if key.endswith("/") else key.encode())
    for key in [*KEYS, "b/c", "b/", "nothing"]:
        both("get_object", Bucket=BUCKET, Key=key)
        both("head_object", Bucket=BUCKET, Key=key)
    both("delete_object", Bucket=BUCKET, Key="b/c/d")
    both("delete_object", Bucket=BUCKET, Key="b/c/d")
    both("delete_objects", Bucket=BUCKET, Delete={"Objects": [{"Key": "a"}, {"Key": "nothing"}]})
    assert len(both("list_objects_v2", Bucket=BUCKET)["Contents"]) == len(KEYS) - 2


def test_listings(both: Callable[..., Any]) -> None:
    for key in KEYS:
        both("put_object", Bucket=BUCKET, Key=key, Body=b"")
    for operation in ("list_objects_v2", "list_objects"):
        for prefix in ("", "a", "b", "b/", "b/c", "b/c/", "z", "z/", "nothing/"):
            for delimiter in ("", "/", "."):
                both(operation, Bucket=BUCKET, Prefix=prefix, Delimiter=delimiter)


def test_parts_of_an_object(both: Callable[..., Any]) -> None:
    both("put_object", Bucket=BUCKET, Key="k", Body=b"0123456789")
    for asked in ("bytes=2-4", "bytes=5-", "bytes=-3", "bytes=8-100", "bytes=20-"):
        both("get_object", Bucket=BUCKET, Key="k", Range=asked)


def test_metadata_and_tags_stay_with_the_object(both: Callable[..., Any]) -> None:
    about = {"Metadata": {"day": "monday"}, "ContentType": "text/csv", "CacheControl": "no-cache"}
    both("put_object", Bucket=BUCKET, Key="k", Body=b"1", Tagging="team=a&of=b", **about)
    both("head_object", Bucket=BUCKET, Key="k")
    both("get_object_tagging", Bucket=BUCKET, Key="k")
    both("copy_object", Bucket=BUCKET, Key="copy", CopySource=f"{BUCKET}/k")
    both("head_object", Bucket=BUCKET, Key="copy")
    replaced = {"MetadataDirective": "REPLACE", "Metadata": {"x": "y"}}
    both("copy_object", Bucket=BUCKET, Key="k", CopySource={"Bucket": BUCKET, "Key": "k"}, **replaced)
    both("head_object", Bucket=BUCKET, Key="k")
    both("put_object_tagging", Bucket=BUCKET, Key="k", Tagging={"TagSet": [{"Key": "n", "Value": "1"}]})
    both("get_object_tagging", Bucket=BUCKET, Key="k")
    both("delete_object_tagging", Bucket=BUCKET, Key="k")
    both("get_object_tagging", Bucket=BUCKET, Key="k")


def test_errors_have_the_codes_of_aws(both: Callable[..., Any]) -> None:
    both("put_object", Bucket=BUCKET, Key="k", Body=b"1")
    both("get_object", Bucket="no-such-bucket", Key="k")
    both("list_objects_v2", Bucket="no-such-bucket")
    both("head_bucket", Bucket="no-such-bucket")
    both("delete_bucket", Bucket="no-such-bucket")
    both("delete_bucket", Bucket=BUCKET)
    both("copy_object", Bucket=BUCKET, Key="k", CopySource=f"{BUCKET}/nothing")
    both("copy_object", Bucket=BUCKET, Key="k", CopySource=f"{BUCKET}/k")
    both("get_object", Bucket=BUCKET, Key="k", IfMatch='"other"')
    both("get_object", Bucket=BUCKET, Key="k", IfModifiedSince=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))


def test_uploads_in_parts(s3: Any, moto_s3: Any) -> None:
    def upload(client: Any) -> list[Any]:
        client.create_bucket(Bucket=BUCKET)
        begun = client.create_multipart_upload(Bucket=BUCKET, Key="k", Metadata={"a": "b"})["UploadId"]
        where = {"Bucket": BUCKET, "Key": "k", "UploadId": begun}
        bodies = [b"1" * (5 << 20), b"22", b"not used"]
        parts = [
            {"PartNumber": n, "ETag": client.upload_part(**where, PartNumber=n, Body=body)["ETag"]}
            for n, body in enumerate(bodies, start=1)
        ]
        seen = [
            run(client, "list_parts", **where)["Parts"],
            run(client, "list_multipart_uploads", Bucket=BUCKET)["Uploads"],
        ]
        seen.append(run(client, "complete_multipart_upload", **where, MultipartUpload={"Parts": [parts[1], parts[2]]}))
        wrong = {"Parts": [{"PartNumber": 1, "ETag": '"0"'}]}
        seen.append(run(client, "complete_multipart_upload", **where, MultipartUpload=wrong))
        seen.append(run(client, "head_object", Bucket=BUCKET, Key="k"))
        seen.append(run(client, "complete_multipart_upload", **where, MultipartUpload={"Parts": parts[:2]}))
        seen.append(run(client, "head_object", Bucket=BUCKET, Key="k"))
        seen.append(run(client, "list_parts", **where))
        return seen

    local, moto = upload(s3), upload(moto_s3)
    assert local == moto


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_pages_of_any_size_have_every_key_once(s3: Any, buckets: Path, data: st.DataObject) -> None:
    part = st.text("ab.-ü", min_size=1, max_size=2).filter(lambda text: text.strip("."))
    drawn = data.draw(
        st.lists(st.lists(part, min_size=1, max_size=3).map("/".join), min_size=1, max_size=8, unique=True)
    )
    keys = [key for key in drawn if not any(other.startswith(f"{key}/") for other in drawn)]
    prefix = data.draw(st.sampled_from(["", "a", "b/", keys[0][:3]]))
    delimiter = data.draw(st.sampled_from(["", "/", "a", "/a"]))
    paginator = s3.get_paginator(data.draw(st.sampled_from(["list_objects_v2", "list_objects"])))
    page_size = data.draw(st.integers(1, 4))
    shutil.rmtree(buckets / BUCKET, ignore_errors=True)
    s3.create_bucket(Bucket=BUCKET)
    for key in keys:
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"")
    entries = []
    for page in paginator.paginate(
        Bucket=BUCKET, Prefix=prefix, Delimiter=delimiter, PaginationConfig={"PageSize": page_size}
    ):
        found = [item["Key"] for item in page.get("Contents", [])]
        folders = [item["Prefix"] for item in page.get("CommonPrefixes", [])]
        assert len(found) + len(folders) <= page_size
        entries += sorted([*found, *folders], key=str.encode)
    assert entries == expected_entries(keys, prefix, delimiter)


def expected_entries(keys: list[str], prefix: str, delimiter: str) -> list[str]:
    entries = set()
    for key in keys:
        if key.startswith(prefix):
            start, found, _ = key[len(prefix) :].partition(delimiter) if delimiter else (key[len(prefix) :], "", "")
            entries.add(prefix + start + found)
    return sorted(entries, key=str.encode)


def test_whole_files_are_transferred_with_their_progress(s3: Any, tmp_path: Any) -> None:
    (tmp_path / "file").write_bytes(bytes(range(256)) * 50_000)
    seen: list[int] = []
    s3.upload_file(str(tmp_path / "file"), BUCKET, "k", Callback=seen.append)
    assert sum(seen) == 256 * 50_000
    s3.download_file(BUCKET, "k", str(tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == (tmp_path / "file").read_bytes()
    s3.copy({"Bucket": BUCKET, "Key": "k"}, BUCKET, "copy")
    received = io.BytesIO()
    s3.download_fileobj(BUCKET, "copy", received)
    assert received.getvalue() == (tmp_path / "file").read_bytes()
    assert re.fullmatch(r'"[0-9a-f]{32}-2"', s3.head_object(Bucket=BUCKET, Key="k")["ETag"])
