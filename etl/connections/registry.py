"""Every connection type by its name."""

from __future__ import annotations

from etl.connections.contract import Connection
from etl.connections.unsupported import UNSUPPORTED
from etl.registry import Registry

_CONNECTIONS = Registry[Connection](
    "connection type",
    built_in={
        "custom.jdbc": "etl.connections.databases.connection:CUSTOM",
        "file": "etl.connections.files:LOCAL_FILES",
        "mysql": "etl.connections.databases.connection:MYSQL",
        "oracle": "etl.connections.databases.connection:ORACLE",
        "orc": "etl.connections.files:ORC_FILES",
        "parquet": "etl.connections.files:PARQUET_FILES",
        "postgresql": "etl.connections.databases.connection:POSTGRESQL",
        "s3": "etl.connections.files:S3_FILES",
        "sqlserver": "etl.connections.databases.connection:SQLSERVER",
    },
    unsupported=UNSUPPORTED,
    group="local_glue.connections",
    contract=Connection,
)

register_connection = _CONNECTIONS.register
get_connection = _CONNECTIONS.get
connection_names = _CONNECTIONS.names
