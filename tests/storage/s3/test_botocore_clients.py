"""Which clients work on local buckets, and which are left alone."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from etl.errors import UnsupportedFeatureError
from etl.storage.s3.async_body import AsyncBody


def test_the_resource_sees_the_same_buckets(s3: Any) -> None:
    import boto3

    s3.put_object(Bucket="bucket", Key="a/b", Body=b"1")
    bucket = boto3.session.Session().resource("s3").Bucket("bucket")
    assert [item.key for item in bucket.objects.filter(Prefix="a/")] == ["a/b"]
    bucket.objects.all().delete()
    assert list(bucket.objects.all()) == []


def test_a_client_with_an_endpoint_of_its_own_is_left_alone(buckets: Path, moto_s3: Any) -> None:
    moto_s3.create_bucket(Bucket="over-there")
    assert not buckets.exists()


def test_where_moto_mocks_aws_its_mock_answers(s3: Any, buckets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import boto3
    from moto import mock_aws

    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="mocked")
        assert boto3.client("s3").generate_presigned_url("get_object", Params={"Bucket": "mocked", "Key": "k"})
    assert not buckets.exists()
    assert s3.list_buckets()["Buckets"] == []


def test_presigned_addresses_are_refused(s3: Any) -> None:
    with pytest.raises(UnsupportedFeatureError, match="generate_presigned_url for a local bucket"):
        s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"})


def test_what_a_folder_cannot_do_is_refused_by_name(s3: Any) -> None:
    with pytest.raises(UnsupportedFeatureError, match="PutBucketPolicy"):
        s3.put_bucket_policy(Bucket="bucket", Policy="{}")


@pytest.mark.parametrize("order", ["import boto3, awsglue", "import awsglue, boto3"])
def test_the_order_of_imports_does_not_matter(buckets: Path, order: str) -> None:
    (buckets / "bucket").mkdir(parents=True)
    script = f"{order}\nprint([bucket['Name'] for bucket in boto3.client('s3').list_buckets()['Buckets']])"
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert printed.stdout == "['bucket']\n"


def test_a_script_that_does_not_use_boto3_does_not_load_it(buckets: Path) -> None:
    script = (
        "import awsglue.context, sys\nprint([name for name in sys.modules if 'boto' in name and 'etl' not in name])"
    )
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert printed.stdout == "[]\n"


def test_a_client_older_than_moto_is_kept_from_aws(tmp_path: Path) -> None:
    """What neither this machine nor the mock answers would go to AWS, signed with the machine's own key."""
    script = (
        "import awsglue, boto3\n"
        "s3 = boto3.client('s3')\n"
        "s3.put_object(Bucket='mine', Key='k', Body=b'1')\n"
        "from moto import mock_aws\n"
        "with mock_aws():\n"
        "    s3.delete_object(Bucket='mine', Key='k')\n"
    )
    names = {name: value for name, value in os.environ.items() if not name.startswith("ETL_")}
    keys = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=names | keys, capture_output=True, text=True, timeout=120
    )
    assert "Make the client after the import of moto." in done.stderr
    assert (tmp_path / ".etl/s3/mine/k").exists()


def test_answers_have_the_statuses_and_ids_of_s3(s3: Any) -> None:
    s3.put_object(Bucket="bucket", Key="k", Body=b"12345")
    part = s3.get_object(Bucket="bucket", Key="k", Range="bytes=1-2")
    assert part["ResponseMetadata"]["HTTPStatusCode"] == 206
    assert part["Body"].read(1) == b"2"
    assert part["Body"].tell() == 1
    gone = s3.delete_object(Bucket="bucket", Key="k")["ResponseMetadata"]
    assert gone["HTTPStatusCode"] == 204
    assert gone["RequestId"]
    assert s3.get_bucket_location(Bucket="bucket")["LocationConstraint"] is None


def test_an_asynchronous_client_waits_for_the_bytes() -> None:
    async def read() -> tuple[bytes, list[bytes]]:
        async with AsyncBody(io.BytesIO(b"12345")) as body:
            return await body.read(2), [chunk async for chunk in body]

    assert asyncio.run(read()) == (b"12", [b"345"])
