"""boto3's list_objects_v2 over 100,000 objects of a local bucket, against a moto server on this machine."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

from benchmarks.side_by_side import compare
from etl.runtime.bootstrap import prepare

OBJECTS = 100_000
BUCKET = "bucket"
CREDENTIALS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


def main() -> None:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ETL_S3_ROOT"] = folder
        prepare()
        local = boto3.session.Session().client("s3")
        host, port = server.get_host_and_port()
        remote = boto3.session.Session().client("s3", endpoint_url=f"http://{host}:{port}", **CREDENTIALS)
        remote.create_bucket(Bucket=BUCKET)
        for number in range(OBJECTS):
            key = f"{number // 1000:03}/{number % 1000:03}.json"
            remote.put_object(Bucket=BUCKET, Key=key, Body=b"{}")
            file = Path(folder, BUCKET, key)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"{}")
        goal = "<= 0.2"
        compare("list_objects_v2 / moto server", lambda: _list(local), lambda: _list(remote), goal=goal, rounds=1)
    server.stop()


def _list(client: Any) -> None:
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    assert sum(len(page["Contents"]) for page in pages) == OBJECTS


if __name__ == "__main__":
    main()
