"""What Amazon's library has and ours has not yet: one table, from which errors and `docs/compatibility.md` are made."""

from __future__ import annotations

from etl.errors import UnsupportedFeatureError

_CATALOG_READ = (
    "There is no Data Catalog yet: read the table's files with create_dynamic_frame.from_options "
    "(connection_type='s3', its paths and format)."
)
_CATALOG_WRITE = (
    "There is no Data Catalog yet: write files with write_dynamic_frame.from_options (connection_type='s3', a path)."
)
_JDBC = "Use Spark's own JDBC reader and writer: spark.read.jdbc(...), frame.toDF().write.jdbc(...)."
_STREAMING = "Use Spark's own: frame.writeStream.foreachBatch(f).option('checkpointLocation', path).start()."
_TRANSACTION = "AWS ended governed tables in 2024: use an Iceberg, Hudi or Delta table."
_PURGE = "Use purge_s3_path with the folder of the table."

GAPS: dict[str, str] = {
    "DataSink.setCatalogInfo": _CATALOG_WRITE,
    "DynamicFrame.resolveChoice(choice='match_catalog')": (
        "There is no Data Catalog yet: name the types in specs, such as [('price', 'cast:double')]."
    ),
    "GlueContext.add_ingestion_time_columns": (
        "Add the columns with pyspark.sql.functions: df.withColumn('ingest_year', year(current_timestamp()))."
    ),
    "GlueContext.cancel_transaction": _TRANSACTION,
    "GlueContext.commit_transaction": _TRANSACTION,
    "GlueContext.create_data_frame_from_catalog": _CATALOG_READ,
    "GlueContext.create_dynamic_frame_from_catalog": _CATALOG_READ,
    "GlueContext.create_sample_dynamic_frame_from_catalog": _CATALOG_READ,
    "GlueContext.extract_jdbc_conf": (
        "There are no connections of a Data Catalog yet: take url, user and password from the job's arguments."
    ),
    "GlueContext.forEachBatch": _STREAMING,
    "GlueContext.getSampleStreamingDynamicFrame": _STREAMING,
    "GlueContext.get_catalog_schema_as_spark_schema": _CATALOG_READ,
    "GlueContext.purge_table": _PURGE,
    "GlueContext.start_transaction": _TRANSACTION,
    "GlueContext.transition_table": "Use transition_s3_path with the folder of the table.",
    "GlueContext.write_data_frame_from_catalog": _CATALOG_WRITE,
    "GlueContext.write_dynamic_frame_from_catalog": _CATALOG_WRITE,
    "GlueContext.write_dynamic_frame_from_jdbc_conf": _JDBC,
    "GlueContext.write_from_jdbc_conf": _JDBC,
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
