"""The project's own tests use the plugin that it ships, and many start a JVM that lives for seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pyspark
import pytest
from pyspark.sql import SparkSession

from etl.jvm.archive import java_options

_plugin = "etl.testing.plugin"
pytest_plugins = ["pytester"] if _plugin in sys.modules else ["pytester", _plugin]

NEWEST = "4"
"""What the version of the newest line of Spark begins with."""

QUICK = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
"""The quick compiler only, and the collector that needs no threads."""

FIRST_RUN = """
import sys
from pyspark.sql import SparkSession
settings = {"driver.extraJavaOptions": sys.argv[1], "ui.enabled": "false", "driver.host": "127.0.0.1"}
spark = SparkSession.builder.config(map={f"spark.{key}": value for key, value in settings.items()}).getOrCreate()
spark.sql("SELECT id % 3 AS k, count(*) FROM range(100) GROUP BY 1").collect()
"""


def pytest_sessionstart() -> None:
    """Have the archive of Spark's classes for all JVMs to come; where there is none, a first one writes it."""
    os.environ["JDK_JAVA_OPTIONS"] = " ".join(QUICK)
    options = " ".join(java_options())
    if "ArchiveClassesAtExit" in options:
        subprocess.run([sys.executable, "-c", FIRST_RUN, options], capture_output=True, check=True, timeout=240)
    os.environ["JDK_JAVA_OPTIONS"] = " ".join([*QUICK, *java_options(writes=False)])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a run of all tests, divide what is the same on every line of Spark among the two, file by file."""
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    files = sorted({item.path for item in items if item.get_closest_marker("any_spark")})
    is_newest = pyspark.__version__ >= NEWEST
    left_out = {file for place, file in enumerate(files) if (place % 2 == 1) != is_newest}
    others = [item for item in items if item.path in left_out and item.get_closest_marker("any_spark")]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]


@pytest.fixture
def buckets(spark: SparkSession) -> Path:
    """The folder of the session's buckets."""
    return Path(spark._jsc.hadoopConfiguration().get("localglue.s3.root"))


@pytest.fixture
def bucket(request: pytest.FixtureRequest, buckets: Path) -> str:
    """The name of a bucket that no other test uses; it does not exist yet."""
    words = "".join(c if c.isalnum() else "-" for c in request.node.name.lower().removeprefix("test_"))
    return f"{words[:50].strip('-')}-{zlib.crc32(request.node.name.encode()):x}"
