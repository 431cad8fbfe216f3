"""Frames, spark.read and boto3 see the same buckets."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame


@pytest.fixture
def client(glue_context: GlueContext) -> Any:
    import boto3

    return boto3.session.Session().client("s3")


def test_frames_and_spark_read_what_boto3_put(glue_context: GlueContext, client: Any) -> None:
    client.put_object(Bucket="three-ways", Key="in/a b+%.json", Body=b'{"id": 1}\n')
    client.put_object(Bucket="three-ways", Key="in/ü.json.gz", Body=gzip.compress(b'{"id": "two"}\n'))
    frame = glue_context.create_dynamic_frame.from_options("s3", {"paths": ["s3://three-ways/in/"]}, "json")
    assert sorted(str(record["id"]) for record in map(plain, frame.toDF().collect())) == ["1", "two"]
    assert glue_context.spark_session.read.text("s3a://three-ways/in/").count() == 2


def plain(row: Any) -> dict[str, Any]:
    return {"id": next(value for value in row["id"] if value is not None)}


def test_boto3_finds_and_deletes_what_a_frame_wrote(glue_context: GlueContext, client: Any) -> None:
    df = glue_context.spark_session.createDataFrame([(1, "a"), (2, "b")], "id int, kind string")
    options = {"path": "s3://three-ways/out/", "partitionKeys": ["kind"]}
    glue_context.write_dynamic_frame.from_options(DynamicFrame.fromDF(df, glue_context), "s3", options, "json")
    found = client.list_objects_v2(Bucket="three-ways", Prefix="out/")["Contents"]
    assert {item["Key"].split("/")[1] for item in found} == {"kind=a", "kind=b"}
    texts = [client.get_object(Bucket="three-ways", Key=item["Key"])["Body"].read() for item in found if item["Size"]]
    assert sorted(texts) == [b'{"id":1}\n', b'{"id":2}\n']
    client.delete_objects(Bucket="three-ways", Delete={"Objects": [{"Key": item["Key"]} for item in found]})
    assert "Contents" not in client.list_objects_v2(Bucket="three-ways", Prefix="out/")


def test_frames_leave_storage_classes_out_and_the_context_purges(glue_context: GlueContext, client: Any) -> None:
    client.put_object(Bucket="three-ways", Key="classes/cold.json", Body=b'{"id": 1}', StorageClass="GLACIER")
    client.put_object(Bucket="three-ways", Key="classes/warm.json", Body=b'{"id": 2}')
    options = {"paths": ["s3://three-ways/classes/"], "excludeStorageClasses": ["GLACIER", "DEEP_ARCHIVE"]}
    frame = glue_context.create_dynamic_frame.from_options("s3", options, "json")
    assert [row.id for row in frame.toDF().collect()] == [2]
    on_aws = {"accountId": "1", "roleArn": "arn:aws:iam::1:role/r", "retentionPeriod": 0}
    glue_context.transition_s3_path("s3://three-ways/classes/warm.json", "GLACIER", on_aws)
    assert glue_context.create_dynamic_frame.from_options("s3", options, "json").count() == 0
    glue_context.purge_s3_path("s3://three-ways/classes/", {"retentionPeriod": 0})
    assert "Contents" not in client.list_objects_v2(Bucket="three-ways", Prefix="classes/")
