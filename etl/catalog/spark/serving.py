"""Puts our catalog in the place of the one that Spark keeps in memory."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from pyspark import SparkContext
from pyspark.java_gateway import ensure_callback_server_started
from pyspark.sql import SparkSession

from etl.catalog.contract import Catalog
from etl.catalog.spark.service import CatalogService
from etl.jvm.classes import ensure_loaded

_served: weakref.WeakSet[SparkContext] = weakref.WeakSet()


def serve_catalog(spark: SparkSession, find_catalog: Callable[[], Catalog], warehouse: str) -> None:
    """Let Spark SQL see a catalog, and write to it, in all sessions of the context; a second call does nothing.

    Args:
        spark: A session.
        find_catalog: Returns the catalog; each question asks for it anew.
        warehouse: The address of managed tables whose database has no place, unless `spark.sql.warehouse.dir` is set.
    """
    context = spark.sparkContext
    if context in _served:
        return
    ensure_loaded(context)
    gateway: Any = context._gateway
    ensure_callback_server_started(gateway)  # type: ignore[no-untyped-call]
    given = context.getConf().get("spark.sql.warehouse.dir")
    proposed = spark.conf.get("spark.sql.warehouse.dir") or ""
    service = CatalogService(find_catalog, given or warehouse, proposed)
    shared = spark._jsparkSession.sharedState().externalCatalog()
    gateway.jvm.localglue.SparkCatalog.install(context._jsc, shared, service)
    _served.add(context)
