"""The one Spark of a test process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_JAVA_OPTIONS = "spark.driver.extraJavaOptions"
_FAST_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.timezone=UTC")
"""For runs of seconds: the quick compiler only, and the collector that needs no threads."""


def settings(folder: Path) -> dict[str, str]:
    """Return Spark's settings for tests whose files all lie under `folder`."""
    return {
        "spark.master": "local[2]",
        "spark.app.name": "tests",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.default.parallelism": "2",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": (folder / "warehouse").as_uri(),
        "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
    }


def environment(folder: Path) -> dict[str, str]:
    """Return the variables for tests: this Python in workers, Glue's clock, all state under `folder`."""
    return {
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "TZ": "UTC",
        "ETL_STATE": str(folder / "state"),
        "ETL_S3_ROOT": str(folder / "s3"),
        "ETL_S3_ENDPOINT": "local",
        "ETL_CATALOG_ROOT": str(folder / "catalog"),
        "ETL_GLUE_ENDPOINT": "local",
    }


def start(folder: Path) -> SparkSession:
    """Start Spark for tests as `etl.runtime` makes it, or take the one that runs in this process already."""
    from pyspark.sql import SparkSession

    from etl.jvm.archive import java_options
    from etl.runtime import bootstrap
    from etl.runtime.session import install

    bootstrap.prepare()
    builder = SparkSession.builder
    for key, value in settings(folder).items():
        builder = builder.config(key, value)
    java = [*java_options(writes=False), *_FAST_START, f"-Dderby.system.home={folder / 'derby'}"]
    builder = builder.config(_JAVA_OPTIONS, " ".join(java))
    return install(builder.getOrCreate())


class SessionState:
    """What a test may change in a session, as it is now: settings and temporary views."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        self._settings = spark._jvm.java.util.HashMap(self._conf().settings())  # type: ignore[union-attr]
        self._views = self._temporary_views()

    def restore(self) -> None:
        """Bring the settings back to what they were, and drop the temporary views made since."""
        current = self._conf().settings()
        current.clear()
        current.putAll(self._settings)
        for view in self._temporary_views() - self._views:
            self._spark.catalog.dropTempView(view)

    def _conf(self) -> Any:
        return self._spark._jsparkSession.sessionState().conf()

    def _temporary_views(self) -> set[str]:
        views = self._spark._jsparkSession.sessionState().catalog().listLocalTempViews("*")
        return {views.apply(place).table() for place in range(views.size())}
