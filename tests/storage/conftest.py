from __future__ import annotations

from typing import Any

import pytest
from pyspark.sql import SparkSession


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
