"""What differs from one database to another.

Drivers are those of Glue 5.1 and 6.0.
Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-jdbc-home.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from etl.bookmarks.keys import Literal, Value, standard_literal


def _database_in_path(url: str, name: str) -> str:
    """Return jdbc:postgresql://host/name for an address of another database, or of none."""
    place, question, properties = url.partition("?")
    start, slashes, server = place.partition("//")
    host = server.partition("/")[0]
    return f"{start}{slashes}{host}/{name}{question}{properties}" if slashes else url


def _database_in_property(url: str, name: str) -> str:
    """Return jdbc:sqlserver://host;databaseName=name likewise."""
    server, *properties = url.split(";")
    others = [one for one in properties if one.partition("=")[0].strip().lower() not in ("databasename", "database")]
    return ";".join([server, f"databaseName={name}", *others])


@dataclass(frozen=True)
class Vendor:
    """A kind of database.

    Attributes:
        name: What Glue calls it.
        driver: The class of its JDBC driver; "" if the script tells.
        package: The driver as Maven knows it.
        hashed: From a column of any type to a whole number that is the same for the same value, in SQL; None if it
            has no such function.
        remainder: From a whole number and a divisor to what is left over.
        first_row: What makes a query with ORDER BY give its first row alone.
        literal: How a value is written.
        has_arrays: Whether a column may be an array.
        with_database: From an address to that of another database of the same server.
    """

    name: str
    driver: str = ""
    package: str = ""
    hashed: Callable[[str], str] | None = None
    remainder: Callable[[str, int], str] = lambda number, divisor: f"MOD({number}, {divisor})"
    first_row: str = "FETCH FIRST 1 ROWS ONLY"
    literal: Literal = standard_literal
    has_arrays: bool = False
    with_database: Callable[[str, str], str] = _database_in_path


def _timestamp_literal(value: Value) -> str:
    """Return a value as Oracle writes it, where a quoted time is a text that the session's settings read."""
    kind = {"date": "DATE ", "datetime": "TIMESTAMP "}.get(type(value).__name__, "")
    return f"{kind}{standard_literal(value)}"


OTHER = Vendor("custom.jdbc")
"""A database of which no more is known than that it speaks standard SQL."""

VENDORS = {
    vendor.name: vendor
    for vendor in (
        Vendor(
            "mysql",
            "com.mysql.cj.jdbc.Driver",
            "com.mysql:mysql-connector-j:8.0.33",
            hashed=lambda column: f"CRC32({column})",
            first_row="LIMIT 1",
        ),
        Vendor(
            "postgresql",
            "org.postgresql.Driver",
            "org.postgresql:postgresql:42.7.3",
            has_arrays=True,
            hashed=lambda column: f"ABS(CAST(HASHTEXT(CAST({column} AS TEXT)) AS BIGINT))",
        ),
        Vendor(
            "oracle",
            "oracle.jdbc.OracleDriver",
            "com.oracle.database.jdbc:ojdbc11:23.3.0.23.09",
            hashed=lambda column: f"ORA_HASH({column})",
            literal=_timestamp_literal,
        ),
        Vendor(
            "sqlserver",
            "com.microsoft.sqlserver.jdbc.SQLServerDriver",
            "com.microsoft.sqlserver:mssql-jdbc:10.2.0.jre11",
            hashed=lambda column: f"ABS(CAST(CHECKSUM({column}) AS BIGINT))",
            remainder=lambda number, divisor: f"({number}) % {divisor}",
            first_row="OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY",
            with_database=_database_in_property,
        ),
    )
}
"""The databases that Glue connects to by their own names."""
