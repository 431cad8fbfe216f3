"""Spark SQL on the Data Catalog: what Spark asks of its catalog is answered from ours, and nothing is kept twice."""

from __future__ import annotations

from etl.catalog.spark.serving import serve_catalog

__all__ = ["serve_catalog"]
