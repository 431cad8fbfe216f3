"""What a connection or a table of the Data Catalog says of a database, as options of the connection types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.catalog.contract import Catalog, Entity
from etl.catalog.secrets import jdbc_conf
from etl.connections.databases.options import READ_OPTIONS
from etl.connections.databases.vendors import VENDORS, Vendor
from etl.errors import OptionError, UnsupportedFeatureError
from etl.options import flag

CONNECTION_TYPES = (*VENDORS, "custom.jdbc")
"""The connection types whose options a connection of the catalog may complete."""

_OF_TABLES = {option.name for option in READ_OPTIONS} - {"url", "user", "password", "dbtable", "query", "sampleQuery"}


def completed(catalog: Catalog, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options of a database with what the connection of the catalog that they name adds to them.

    Raises:
        EntityNotFoundException: There is no such connection.
        InvalidInputException: It is no JDBC connection, or a secret that it names is not there.
    """
    name = options.get("connectionName")
    if not name or not flag("useConnectionProperties", options.get("useConnectionProperties", True)):
        return dict(options)
    conf = jdbc_conf(catalog.connection(name))
    return {"url": conf["fullUrl"], "user": conf["user"], "password": conf["password"], **options}


def sink_of_connection(
    catalog: Catalog, connection_name: str, options: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Return connection type and options of what `from_jdbc_conf` names: `database` and `dbtable`.

    Raises:
        UnsupportedFeatureError: The connection is of another kind of database.
    """
    conf = jdbc_conf(catalog.connection(connection_name))
    vendor = _vendor(conf["vendor"], f"The connection {connection_name}")
    given = dict(options)
    database = given.pop("database", None)
    url = vendor.with_database(conf["fullUrl"], database) if database else conf["fullUrl"]
    return vendor.name, {"url": url, "user": conf["user"], "password": conf["password"], **given}


def place_of_table(catalog: Catalog, table: Entity, options: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return connection type and options of a table of the catalog that is one of a database.

    Args:
        catalog: The catalog, for the connection that the table names.
        table: The table; its Location is database.schema.table, or database.table.
        options: What the script says besides.
    """
    title = f"{table['DatabaseName']}.{table['Name']}"
    parameters: Mapping[str, str] = table.get("Parameters") or {}
    vendor = _vendor(parameters.get("classification", ""), f"The table {title}")
    location = (table.get("StorageDescriptor") or {}).get("Location") or ""
    _, _, name = location.partition(".")
    if not name or not parameters.get("connectionName"):
        raise OptionError("Location", location, f"the table {title} needs database.table, and a connectionName")
    told = {key: value for key, value in parameters.items() if key in _OF_TABLES}
    return vendor.name, completed(catalog, {**told, "dbtable": name, **options})


def is_in_database(table: Entity) -> bool:
    """Return whether a table of the catalog is one of a database that can be read."""
    return (table.get("Parameters") or {}).get("classification", "").lower() in VENDORS


def _vendor(name: str, what: str) -> Vendor:
    if name.lower() not in VENDORS:
        raise UnsupportedFeatureError(f"{what} of {name or 'no known database'}", f"Known: {', '.join(VENDORS)}.")
    return VENDORS[name.lower()]
