"""What Amazon's library has and ours has not yet: one table, from which errors and `docs/compatibility.md` are made."""

from __future__ import annotations

from etl.errors import UnsupportedFeatureError

_STREAMING = "Use Spark's own: frame.writeStream.foreachBatch(f).option('checkpointLocation', path).start()."
_TRANSACTION = "AWS ended governed tables in 2024: use an Iceberg, Hudi or Delta table."

GAPS: dict[str, str] = {
    "GlueContext.add_ingestion_time_columns": (
        "Add the columns with pyspark.sql.functions: df.withColumn('ingest_year', year(current_timestamp()))."
    ),
    "GlueContext.cancel_transaction": _TRANSACTION,
    "GlueContext.commit_transaction": _TRANSACTION,
    "GlueContext.forEachBatch": _STREAMING,
    "GlueContext.getSampleStreamingDynamicFrame": _STREAMING,
    "GlueContext.start_transaction": _TRANSACTION,
    "devutils.GlueJobUtils": "It changes jobs on AWS: use boto3.client('glue') for that.",
    "gluetypes.EntityType": "Amazon's library does not support it either.",
}
"""For each name, what to do instead."""

LEFT_OUT: dict[str, str] = {
    "awsglue.glue_shell": "An interactive shell, not a module for scripts: use `pyspark` and `GlueContext(sc)`.",
    "awsglue.scripts": "Programs for crawlers and connectors on AWS, not modules for scripts.",
}
"""Modules of Amazon's library that ours leaves out, and why."""


def unsupported(name: str) -> UnsupportedFeatureError:
    """Return the error for a name of `GAPS`."""
    return UnsupportedFeatureError(name, GAPS[name])
