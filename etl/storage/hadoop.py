"""`s3://`, `s3a://` and `s3n://` on a local folder, for all that runs in Spark's JVMs."""

from __future__ import annotations

import os
from typing import Any

from pyspark import SparkContext

from etl.jvm.classes import ensure_loaded

SCHEMES = ("s3", "s3a", "s3n")
ROOT = "localglue.s3.root"


def keys(root: str | os.PathLike[str]) -> dict[str, str]:
    """Return the Hadoop settings by which each bucket is a folder below `root`.

    A Spark that is told of them before it starts (each with `spark.hadoop.` before its name) has them in executors
    even outside of tasks.
    """
    settings = {ROOT: os.path.abspath(root)}  # noqa: PTH100 - a link stays a link
    for scheme in SCHEMES:
        settings[f"fs.{scheme}.impl"] = "localglue.LocalS3"
        settings[f"fs.AbstractFileSystem.{scheme}.impl"] = "localglue.LocalS3Context"
        settings[f"mapreduce.outputcommitter.factory.scheme.{scheme}"] = (
            "org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory"
        )
    return settings


def serve_buckets(sc: SparkContext, root: str | os.PathLike[str]) -> None:
    """Let `sc` find the buckets below `root`, and hold to it whatever Hadoop settings a script makes later.

    The settings are kept in the context's Hadoop configuration and in every copy that Spark makes of it, for executors
    too. A configuration that the script makes itself in this JVM begins with them.
    """
    ensure_loaded(sc)
    jvm: Any = sc._jvm
    settings = keys(root)
    jvm.java.lang.System.setProperty(ROOT, settings[ROOT])
    jvm.org.apache.hadoop.conf.Configuration.addDefaultResource("localglue-site.xml")
    jvm.localglue.Pinned.pin(sc._jsc.hadoopConfiguration(), settings)
