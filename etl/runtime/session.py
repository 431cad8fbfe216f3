"""Makes a Spark session what a Glue job expects: s3:// on a folder, Glue's clock, workers with our code."""

from __future__ import annotations

import os
import sys
import weakref

from pyspark import SparkContext
from pyspark.sql import SparkSession

from etl.catalog.spark import serve_catalog
from etl.errors import EnvironmentMismatchError
from etl.runtime import buckets, clock, glue_versions, packages
from etl.runtime.catalog import current_catalog
from etl.runtime.settings import Settings, current

TIME_ZONE_KEY = "spark.sql.session.timeZone"

SESSION_DEFAULTS = {
    TIME_ZONE_KEY: "UTC",  # Glue's clocks show UTC
    "spark.sql.sources.commitProtocolClass": "localglue.SinkCommitProtocol",  # Glue's names of files
    "spark.sql.sources.ignoreDataLocality": "true",  # no question of where a block is: it is here
}
"""Spark SQL settings of a Glue job, for what the script and its --conf leave open."""

_WAREHOUSE = "s3://local-glue-warehouse"
"""The bucket of tables that Spark manages in databases without a place: the same address on every machine."""

_WAREHOUSE_FOLDER = "warehouse"
"""The folder of the state that takes its part where buckets are not on this machine."""

_shipped: weakref.WeakSet[SparkContext] = weakref.WeakSet()


def install(context: SparkContext | SparkSession) -> SparkSession:
    """Return the session of `context`, ready for a Glue job; a second call costs next to nothing.

    It serves contexts that the script made itself, and another one after the first was stopped.

    Raises:
        EnvironmentMismatchError: The installed Spark is not the one of the Glue version asked for,
            or the context is stopped.
    """
    glue_versions.resolve(current().glue_version)
    spark = _session_of(context)
    sc = spark.sparkContext
    buckets.serve(sc)
    serve_catalog(spark, current_catalog, _warehouse(current()))
    _set_defaults(spark)
    _prepare_workers(sc)
    return spark


def _warehouse(settings: Settings) -> str:
    return _WAREHOUSE if settings.is_local else (settings.state / _WAREHOUSE_FOLDER).absolute().as_uri()


def _session_of(context: SparkContext | SparkSession) -> SparkSession:
    if isinstance(context, SparkSession):
        return context
    if context._jsc is None:
        raise EnvironmentMismatchError("The SparkContext is stopped.", "Make another one for the GlueContext.")
    return SparkSession.builder.getOrCreate()


def _set_defaults(spark: SparkSession) -> None:
    conf = spark._jsparkSession.sessionState().conf()
    for key, value in SESSION_DEFAULTS.items():
        if not conf.contains(key):
            spark.conf.set(key, value)


def _prepare_workers(sc: SparkContext) -> None:
    sc.pythonExec = os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if clock.use_utc():
        sc.environment.setdefault("TZ", "UTC")
    if sc not in _shipped and not sc._jsc.sc().isLocal():
        packages.ship(sc)
        _shipped.add(sc)
