from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """The folder of a disk of one mebibyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root of a Linux can make a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)
