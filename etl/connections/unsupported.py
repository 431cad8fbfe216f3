"""Connection types that Glue has and local-glue does not yet; docs/compatibility.md lists them, too."""

from __future__ import annotations

_JDBC = "Use custom.jdbc, with className, url and the driver's jar."
_CONNECTOR = "Use the open-source Spark connector through spark.read and df.write, and DynamicFrame.fromDF."
_STREAM = "Use spark.readStream with the open-source Spark connector."
_CUSTOM = "Use spark.read.format(<the connector's class>) with its jar, and DynamicFrame.fromDF."

UNSUPPORTED: dict[str, str] = {
    "azurecosmos": _CONNECTOR,
    "azuresql": _JDBC,
    "bigquery": _CONNECTOR,
    "custom.athena": _CUSTOM,
    "custom.spark": _CUSTOM,
    "documentdb": _CONNECTOR,
    "dynamodb": "Use boto3, or an export of the table to S3 and unnest_ddb_json.",
    "jdbc": "Name the database: mysql, postgresql, oracle, sqlserver, or custom.jdbc with className and url.",
    "kafka": _STREAM,
    "kinesis": _STREAM,
    "marketplace.athena": _CUSTOM,
    "marketplace.jdbc": _JDBC,
    "marketplace.spark": _CUSTOM,
    "mongodb": _CONNECTOR,
    "opensearch": _CONNECTOR,
    "redshift": _CONNECTOR,
    "saphana": _JDBC,
    "snowflake": _CONNECTOR,
    "teradata": _JDBC,
    "vertica": _JDBC,
}
"""For each name, what to do instead."""
