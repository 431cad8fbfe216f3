"""Programs that tests run in Python processes of their own, where nothing of ours is loaded yet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PRELUDE = """
from pyspark import SparkConf, SparkContext
from pyspark.sql import SparkSession
from etl.jvm.classes import ensure_loaded, jar_file
from etl.jvm.columns import invoke
from etl.storage.hadoop import keys, serve_buckets

def context(master="local[1]"):
    conf = SparkConf().setMaster(master).setAppName("test").set("spark.driver.host", "127.0.0.1")
    conf.set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
    return SparkContext(conf=conf.set("spark.sql.shuffle.partitions", "1"))

def round_trip(sc, bucket):
    spark = SparkSession(sc)
    spark.range(10).repartition(2).write.mode("overwrite").json(f"s3://{bucket}/x")
    return spark.read.json(f"s3a://{bucket}/x").count()
"""


def start(program: str, folder: Path, *, has_own_cache: bool = False, **environment: str) -> subprocess.Popen[str]:
    """Start a program after the prelude, with its buckets, and perhaps its cache, below `folder`."""
    settings = {"PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable}
    if has_own_cache:
        settings["XDG_CACHE_HOME"] = str(folder / "cache")
    return subprocess.Popen(
        [sys.executable, "-c", PRELUDE + program],
        cwd=folder,
        env=os.environ | settings | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output(process: subprocess.Popen[str]) -> str:
    """Wait for a program and return what it printed.

    Raises:
        AssertionError: It failed; the message has its standard error.
    """
    out, err = process.communicate(timeout=280)
    assert process.returncode == 0, err
    return out.strip()
