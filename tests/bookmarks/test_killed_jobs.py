"""Whole jobs that are killed: while they write, say, and between their write and their commit."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

import etl
from etl.bookmarks.store import FileBookmarkStore
from etl.runs import RunStore

pytestmark = pytest.mark.any_spark

JOB = """
import os
import signal
import sys
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "dies"])
glue = GlueContext(SparkContext())
job = Job(glue)
job.init(args["JOB_NAME"], args)
new = glue.create_dynamic_frame.from_options("s3", {"paths": ["s3://b/in/"]}, "json", transformation_ctx="in")
glue.write_dynamic_frame.from_options(new, "s3", {"path": "s3://b/out/"}, "json")
if args["dies"] == "before commit":
    os.kill(os.getpid(), signal.SIGKILL)
job.commit()
"""


def start(folder: Path, dies: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "etl", "run", "daily.py", "--job-bookmark-option", "job-bookmark-enable"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ETL_", "PYSPARK_"))}
    environment = kept | {"PYTHONPATH": str(Path(etl.__file__).parents[1])}
    return subprocess.Popen([*command, "--dies", dies], cwd=folder, env=environment, start_new_session=True)


def test_records_of_jobs_that_are_killed_arrive_at_least_once(tmp_path: Path) -> None:
    (tmp_path / "daily.py").write_text(JOB)
    arriving = tmp_path / ".etl/s3/b/in"
    arriving.mkdir(parents=True)
    for number, dies in enumerate(["before commit", "at any time", "never", "never"]):
        (arriving / f"{number}.json").write_text(json.dumps({"id": number}))
        process = start(tmp_path, dies)
        if dies == "at any time":
            time.sleep(random.uniform(0.5, 3))
            os.killpg(process.pid, signal.SIGKILL)
        endings = {"never": [0], "before commit": [-signal.SIGKILL], "at any time": [-signal.SIGKILL, 0]}
        assert process.wait(timeout=240) in endings[dies]
    out = (tmp_path / ".etl/s3/b/out").glob("run-*")
    arrived = Counter(json.loads(line)["id"] for file in out for line in file.read_text().splitlines())
    assert set(arrived) == {0, 1, 2, 3}
    assert arrived[0] >= 2, "what was written before the kill is written again"
    assert arrived[3] == 1
    assert FileBookmarkStore(tmp_path / ".etl/bookmarks").latest("daily").attempt == 0
    first = FileBookmarkStore(tmp_path / ".etl/bookmarks").version("daily", 1)
    records = RunStore(tmp_path / ".etl/runs").records()
    states = Counter(record["JobRunState"] for record in records)
    assert records[-1]["Bookmark"] == {"Before": 0, "After": None}, "a window may name a run that was killed"
    assert states["SUCCEEDED"] >= 2
    assert first.attempt == states["FAILED"]
