from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession


@pytest.fixture
def buckets(spark: SparkSession) -> Path:
    """The folder of the session's buckets."""
    return Path(spark._jsc.hadoopConfiguration().get("localglue.s3.root"))


@pytest.fixture
def bucket(request: pytest.FixtureRequest, buckets: Path) -> str:
    """The name of a bucket that no other test uses; it does not exist yet."""
    words = "".join(c if c.isalnum() else "-" for c in request.node.name.lower().removeprefix("test_"))
    return f"{words[:50].strip('-')}-{zlib.crc32(request.node.name.encode()):x}"


class Hadoop:
    """Hadoop's view of a bucket, by URLs and keys."""

    def __init__(self, spark: SparkSession, url: str) -> None:
        self._jvm = spark._jvm
        self.url = url
        self.conf = spark._jsc.hadoopConfiguration()
        self.fs = self.path("").getFileSystem(self.conf)

    def path(self, key: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(f"{self.url}/{key}")

    def write(self, key: str, text: str, *, overwrite: bool = True) -> None:
        out = self.fs.create(self.path(key), overwrite)
        out.write(text.encode())
        out.close()

    def read(self, key: str) -> str:
        stream = self.fs.open(self.path(key))
        try:
            return bytes(stream.readAllBytes()).decode()
        finally:
            stream.close()

    def names(self, key: str) -> list[str]:
        return [status.getPath().getName() for status in self.fs.listStatus(self.path(key))]


@pytest.fixture
def hadoop(spark: SparkSession, bucket: str) -> Hadoop:
    return Hadoop(spark, f"s3://{bucket}")
