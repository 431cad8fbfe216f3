"""Where the buckets of a job are, by the settings: on a folder, or behind an endpoint of S3."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pyspark import SparkContext

from etl.runtime import glue_versions
from etl.runtime.settings import Settings, current
from etl.storage import endpoint, hadoop
from etl.storage.s3.client import client, refusals
from etl.storage.s3.local_service import serve_local_buckets

_ENDPOINT_OF_BOTO3 = "AWS_ENDPOINT_URL_S3"
_SUBMIT_ARGUMENTS = "PYSPARK_SUBMIT_ARGS"
_HADOOP = "spark.hadoop."


def hadoop_keys() -> dict[str, str]:
    """Return the Hadoop settings that a Spark must start with."""
    settings = current()
    if not settings.is_local:
        return endpoint.keys(settings.s3_endpoint, _spark_line())
    return hadoop.keys(settings.s3_root)


def packages() -> dict[str, str]:
    """Return the settings by which a Spark that starts fetches what it needs for the buckets."""
    return {} if current().is_local else endpoint.packages(_spark_line())


def serve(context: SparkContext) -> None:
    """Let a context that runs find the buckets, however it was started.

    On folders that holds whatever the script sets later; with an endpoint, what the context was started with comes
    first.
    """
    if current().is_local:
        hadoop.serve_buckets(context, current().s3_root)
        return
    conf: Any = context._jsc.hadoopConfiguration()
    for key, value in hadoop_keys().items():
        if not context.getConf().contains(_HADOOP + key):
            conf.set(key, value)


def prepare_process() -> None:
    """Let clients of boto3 find the buckets, and a JVM that pyspark starts itself fetch what it needs."""
    settings = current()
    serve_local_buckets(lambda: current().s3_root if current().is_local else None)
    if settings.is_local:
        return
    if settings.s3_endpoint != endpoint.AWS:
        os.environ[_ENDPOINT_OF_BOTO3] = settings.s3_endpoint
    given = os.environ.get(_SUBMIT_ARGUMENTS, "pyspark-shell")
    if "spark.jars.packages" not in given and "--packages" not in given:
        os.environ[_SUBMIT_ARGUMENTS] = " ".join([*_as_arguments(packages()), given])


def local_file(name: str, settings: Settings) -> Path:
    """Return the local path that `name`, a path or an s3:// address, stands for; nothing need be there.

    An object behind an endpoint is copied to this machine until the process ends.

    Raises:
        PathError: There is no such object.
    """
    parts = urlsplit(name)
    if parts.scheme not in hadoop.SCHEMES:
        return Path(parts.path if parts.scheme == "file" else name).expanduser()
    if not settings.is_local:
        return _downloaded(name, parts.netloc, parts.path.strip("/"))
    return settings.s3_root / parts.netloc / parts.path.strip("/")


def _downloaded(name: str, bucket: str, key: str) -> Path:
    folder = tempfile.mkdtemp(prefix="local-glue-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder, key.rpartition("/")[2])
    with refusals(name):
        client().download_file(bucket, key, str(file))
    return file


def _spark_line() -> str:
    return glue_versions.resolve(current().glue_version).spark_line


def _as_arguments(settings: Mapping[str, str]) -> list[str]:
    return [f"--conf {key}={value}" for key, value in settings.items()]
