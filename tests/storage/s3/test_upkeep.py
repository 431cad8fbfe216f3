"""Purges and transitions, on folders and on a server of S3's API: purge_s3_path, transition_s3_path."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest

from etl.errors import EtlWarning, OptionError, PathError
from etl.storage import upkeep
from etl.storage.upkeep import purge, transition

KEYS = ["data/a.json", "data/b/c.json", "data/b/d.json", "data2/e.json", "data"]
ON_AWS = {"accountId": "1", "roleArn": "arn:aws:iam::1:role/r", "retentionPeriod": 0}


@pytest.fixture(params=["folders", "server"])
def client(request: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    found = request.getfixturevalue("s3" if request.param == "folders" else "moto_s3")
    monkeypatch.setattr(upkeep, "client", lambda: found)
    found.create_bucket(Bucket="bucket")
    for key in KEYS if request.param == "server" else KEYS[:-1]:
        found.put_object(Bucket="bucket", Key=key, Body=b'{"id": 1}\n')
    return found


def keys(client: Any) -> list[str]:
    return [item["Key"] for item in client.list_objects_v2(Bucket="bucket").get("Contents", [])]


def classes(client: Any) -> dict[str, str]:
    listed = client.list_objects_v2(Bucket="bucket").get("Contents", [])
    return {item["Key"]: item.get("StorageClass", "STANDARD") for item in listed if item["Key"].startswith("data")}


def test_what_is_younger_than_the_retention_period_stays(client: Any) -> None:
    before = keys(client)
    purge(["s3://bucket/data/"], {})
    assert keys(client) == before
    purge(["s3://bucket/data/"], {"retentionPeriod": 0})
    assert keys(client) == ["data2/e.json"]


def test_a_retention_period_of_minus_one_keeps_nothing(client: Any) -> None:
    purge(["s3://bucket/"], {"retentionPeriod": -1})
    assert keys(client) == []


def test_the_manifest_tells_what_was_deleted(client: Any) -> None:
    purge(["s3://bucket/data/b"], {"retentionPeriod": "0", "manifestFilePath": "s3://bucket/log/"})
    assert client.get_object(Bucket="bucket", Key="log/Success.csv")["Body"].read() == (
        b"s3://bucket/data/b/c.json\ns3://bucket/data/b/d.json\n"
    )
    assert client.get_object(Bucket="bucket", Key="log/Failed.csv")["Body"].read() == b""


def test_classes_are_given_and_left_alone(client: Any) -> None:
    transition(["s3://bucket/data/b/"], "GLACIER", ON_AWS)
    transition(["s3://bucket/data/"], "STANDARD_IA", ON_AWS | {"excludeStorageClasses": ["GLACIER"]})
    assert {key: kind for key, kind in classes(client).items() if "/" in key} == {
        "data/a.json": "STANDARD_IA",
        "data/b/c.json": "GLACIER",
        "data/b/d.json": "GLACIER",
        "data2/e.json": "STANDARD",
    }
    with pytest.warns(EtlWarning, match=r"2 objects stay as they were, .*c.json: .*restore"):
        transition(["s3://bucket/data/b/"], "STANDARD", ON_AWS | {"manifestFilePath": "s3://bucket/log"})
    assert client.get_object(Bucket="bucket", Key="log/Failed.csv")["Body"].read().count(b"restore it before") == 2
    purge(["s3://bucket/"], {"retentionPeriod": 0, "excludeStorageClasses": ["glacier"]})
    assert keys(client) == ["data/b/c.json", "data/b/d.json"]


def test_an_old_file_is_older(s3: Any, buckets: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "client", lambda: s3)
    s3.create_bucket(Bucket="bucket")
    for key in ("old", "new"):
        s3.put_object(Bucket="bucket", Key=key, Body=b"")
    hours_ago_200 = time.time() - 200 * 3600
    os.utime(buckets / "bucket/old", (hours_ago_200, hours_ago_200))
    purge(["s3a://bucket"], {})
    assert keys(s3) == ["new"]


def test_bad_input(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "client", lambda: s3)
    with pytest.raises(PathError, match="s3://nowhere/x: "):
        purge(["s3://nowhere/x"], {})
    with pytest.raises(OptionError, match="expected an address such as s3://bucket/folder/"):
        purge(["/tmp/x"], {"retentionPeriod": 0})
    with pytest.raises(OptionError, match="retentionPeriod: cannot use -2"):
        purge(["s3://b/x"], {"retentionPeriod": -2})
    with pytest.raises(OptionError, match="excludeStorageClasses: cannot use 'ICE'; expected storage classes"):
        purge(["s3://b/x"], {"excludeStorageClasses": ["ICE"]})
    with pytest.raises(OptionError, match="transition_to: cannot use 'ICE'"):
        transition(["s3://b/x"], "ICE", ON_AWS)
    with pytest.raises(OptionError, match=r"roleArn: .*AWS Glue needs it"):
        transition(["s3://b/x"], "GLACIER", {"accountId": "1"})


def test_several_slashes_are_one_and_signs_of_urls_are_letters(client: Any) -> None:
    for key in ("q/a", "p#1/a", "p?2/a"):
        client.put_object(Bucket="bucket", Key=key, Body=b"x")
    purge(["s3://bucket//q/", "s3://bucket/p#1/", "s3://bucket/p?2"], {"retentionPeriod": 0})
    assert not [key for key in keys(client) if not key.startswith("data")]


def test_what_cannot_be_reported_is_not_begun(client: Any) -> None:
    client.put_object(Bucket="bucket", Key="q/a", Body=b"x")
    with pytest.raises(OptionError, match="manifestFilePath"):
        purge(["s3://bucket/q/"], {"retentionPeriod": 0, "manifestFilePath": "out/manifest"})
    with pytest.raises(OptionError, match="8766000 at most"):
        purge(["s3://bucket/q/"], {"retentionPeriod": 10**9})
    assert client.head_object(Bucket="bucket", Key="q/a")
