"""What a job is told of files and folders that it may not read or write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_spark

JOB = """
import boto3
from awsglue.context import GlueContext
from pyspark.context import SparkContext
glue = GlueContext(SparkContext())
s3 = boto3.client("s3")

def read(path):
    source = {"paths": [path], "recurse": True}
    return glue.create_dynamic_frame.from_options("s3", source, "json").toDF()

for action in [
    lambda: read("folder").count(),
    lambda: read("s3://closed/in").count(),
    lambda: read("s3://open/in").count(),
    lambda: glue.spark_session.range(1).write.json("s3://readable/out"),
    lambda: s3.list_objects_v2(Bucket="closed"),
    lambda: s3.get_object(Bucket="open", Key="in/secret.json"),
    lambda: s3.put_object(Bucket="readable", Key="a/b", Body=b""),
]:
    try:
        print("nothing wrong", action())
    except Exception as error:
        print(str(error).replace("\\n", " "))
"""
AS_OTHERS = ["setpriv", *(f"--{kind}=-dac_override,-dac_read_search" for kind in ("bounding-set", "inh-caps"))]
"""Root may read and write everything, but not without these capabilities."""


def test_what_is_closed_is_named(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text(JOB)
    closed, secret = tmp_path / "buckets/closed", tmp_path / "buckets/open/in/secret.json"
    for folder in (closed / "in", secret.parent, tmp_path / "buckets/readable", tmp_path / "folder/sub"):
        folder.mkdir(parents=True)
    secret.write_text('{"id": 1}')
    modes = {tmp_path / "folder/sub": 0o000, closed: 0o000, secret: 0o000, tmp_path / "buckets/readable": 0o500}
    for path, mode in modes.items():
        path.chmod(mode)
    command = [sys.executable, "-m", "etl", "run", "--s3-root", "buckets", "job.py"]
    command = [*AS_OTHERS, *command] if os.geteuid() == 0 else command
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=100, check=False)
    for path in modes:
        path.chmod(0o700)
    folder, bucket, file, writing, listing, getting, putting = done.stdout.splitlines()
    assert folder.endswith(f"permission denied: {tmp_path}/folder/sub")
    assert bucket == f"s3://closed/in: permission denied: {closed}"
    assert f"cannot be opened: permission denied: {secret}" in file
    assert f"AccessDeniedException: {tmp_path}/buckets/readable/out" in writing
    for answer in (listing, getting, putting):
        assert answer.startswith("An error occurred (AccessDenied) when calling the ")
    assert "Exception ignored" not in done.stderr
