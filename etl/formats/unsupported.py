"""Formats that Glue has and local-glue does not yet; docs/compatibility.md lists them, too."""

from __future__ import annotations

_TABLE = "Use spark.sql, spark.read and df.writeTo with the package of the table format in spark.jars.packages."

UNSUPPORTED: dict[str, str] = {
    "delta": _TABLE,
    "hudi": _TABLE,
    "iceberg": _TABLE,
}
"""For each name, what to do instead."""
