"""What `import awsglue` does, so that also the SparkContext that a script makes itself serves s3:// from the start."""

from __future__ import annotations

import os
import sys

from pyspark import SparkContext

from etl.jvm.classes import ensure_loaded, jar_file
from etl.runtime import buckets, catalog
from etl.runtime.session import SESSION_DEFAULTS


def prepare() -> None:
    """Prepare boto3, and the JVM for a SparkContext to come, if there is a JVM; never start one.

    Under `spark-submit` and `etl run` there is one before the script begins. In plain Python the JVM comes with the
    script's context, which GlueContext then makes ready.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    buckets.prepare_process()
    catalog.prepare_process()
    if _has_jvm() and SparkContext._active_spark_context is None:
        prepare_jvm()


def prepare_jvm() -> None:
    """Let each SparkContext of this JVM have our classes and serve s3://, from its start and in its executors."""
    ensure_loaded()
    gateway = SparkContext._gateway
    assert gateway is not None
    system = gateway.jvm.java.lang.System
    for key, value in buckets.hadoop_keys().items():
        system.setProperty(f"spark.hadoop.{key}", value)
    for key, value in SESSION_DEFAULTS.items():
        if system.getProperty(key) is None:
            system.setProperty(key, value)
    system.setProperty("spark.jars", _with(system.getProperty("spark.jars"), jar_file(gateway).as_uri()))


def _has_jvm() -> bool:
    return SparkContext._gateway is not None or "PYSPARK_GATEWAY_PORT" in os.environ


def _with(jars: str | None, jar: str) -> str:
    listed = [name for name in (jars or "").split(",") if name]
    return ",".join(listed if jar in listed else [*listed, jar])
