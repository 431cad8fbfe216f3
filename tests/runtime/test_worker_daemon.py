from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

JOB = """
import boto3
from awsglue.context import GlueContext
from pyspark.context import SparkContext

def put(rows):
    s3 = boto3.client("s3")
    for row in rows:
        s3.put_object(Bucket="from-workers", Key=f"rows/{row.id}", Body=b"")

GlueContext(SparkContext()).spark_session.range(3).foreachPartition(put)
"""


def test_workers_have_boto3_on_the_same_buckets(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text(JOB)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ETL_", "AWS_", "PYSPARK_"))}
    environment = kept | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "etl", "run", "job.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / ".etl/s3/from-workers/rows").iterdir()) == ["0", "1", "2"]
