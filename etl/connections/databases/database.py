"""A database that a script names, with its driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from py4j.protocol import Py4JJavaError
from pyspark.errors import IllegalArgumentException
from pyspark.sql import DataFrame, Row, SparkSession

from etl.connections.databases.vendors import OTHER, VENDORS, Vendor
from etl.errors import EnvironmentMismatchError, OptionError, ReadError
from etl.jvm.failures import causes
from etl.options import Options
from etl.secret_addresses import masked_address


class Database:
    """The database of a url, and how to log in.

    Args:
        spark: The session that reads and writes.
        vendor: Its kind, as the script's connection type tells it.
        given: The values of Glue's options.

    Raises:
        OptionError: There is no url, or it is that of another kind of database.
    """

    def __init__(self, spark: SparkSession, vendor: Vendor, given: Options) -> None:
        self.spark = spark
        self.vendor = vendor if vendor is not OTHER else VENDORS.get(_kind(given["url"]), OTHER)
        self.url = _checked(given["url"], vendor)
        self._driver = given["className"] or self.vendor.driver
        login = {"user": given["user"], "password": given["password"], "driver": self._driver}
        self._options = {"url": self.url, **{name: value for name, value in login.items() if value}}
        if given["customJdbcDriverS3Path"]:
            self._add_jar(given["customJdbcDriverS3Path"])

    def read(self, relation: str, options: Options, conditions: list[str]) -> DataFrame:
        """Return the rows of a table, or of a query in parentheses; a task for each condition."""
        with self._clear_refusals():
            if not conditions:
                return self.spark.read.format("jdbc").options(**self._options, **options, dbtable=relation).load()
            given = self.spark.read.options(**options)
            login = {name: value for name, value in self._options.items() if name != "url"}
            return given.jdbc(self.url, relation, predicates=conditions, properties=login)

    def first_row(self, query: str) -> Row | None:
        """Return the first row of a query with ORDER BY, times as the database tells them; None if it has none."""
        relation = f"({query} {self.vendor.first_row}) first_row"
        with self._clear_refusals():
            return self.read(relation, {"preferTimestampNTZ": "true"}, []).first()

    def append(self, df: DataFrame, table: str, options: Options) -> None:
        """Add rows to a table, which is made if there is none."""
        with self._clear_refusals():
            df.write.format("jdbc").options(**self._options, **options, dbtable=table).mode("append").save()

    def quoted(self, column: str) -> str:
        """Return the name of a column in the database's quotes."""
        jvm: Any = self.spark.sparkContext._jvm
        return str(jvm.org.apache.spark.sql.jdbc.JdbcDialects.get(self.url).quoteIdentifier(column))

    def primary_key(self, table: str) -> list[str]:
        """Return the columns of a table's primary key, in order and in quotes; none if it has no key."""
        jvm: Any = self.spark.sparkContext._jvm
        with self._clear_refusals():
            options = jvm.PythonUtils.toScalaMap({**self._options, "dbtable": table})
            parsed = jvm.org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions(options)
            opened = jvm.org.apache.spark.sql.jdbc.JdbcDialects.get(self.url).createConnectionFactory(parsed).apply(-1)
            try:
                return _primary_key(opened, table)
            finally:
                opened.close()

    def _add_jar(self, path: str) -> None:
        with self._clear_refusals():
            self.spark._jsparkSession.sessionState().resourceLoader().addJar(path)

    @contextmanager
    def _clear_refusals(self) -> Iterator[None]:
        """Raise an error of ours for what the driver, or the database, refuses inside."""
        try:
            yield
        except Py4JJavaError as error:
            problem = self._refusal(error)
            if problem is None:
                raise
            raise problem from None
        except IllegalArgumentException as error:
            told = str(error).partition("\n")[0].replace(self.url, masked_address(self.url))
            raise ReadError(masked_address(self.url), told) from None

    def _refusal(self, error: Py4JJavaError) -> Exception | None:
        jvm: Any = self.spark.sparkContext._jvm
        for problem in causes(error.java_exception):
            message = str(problem.getMessage()).strip()
            if problem.getClass().getName() == "java.lang.ClassNotFoundException" or message == "No suitable driver":
                return self._missing_driver()
            if jvm.java.sql.SQLException._java_lang_class.isInstance(problem):
                return ReadError(masked_address(self.url), masked_address(message))
        return None

    def _missing_driver(self) -> EnvironmentMismatchError:
        package = self.vendor.package or "<its Maven coordinates>"
        return EnvironmentMismatchError(
            f"The JDBC driver {self._driver or f'for {masked_address(self.url)}'} is not among Spark's classes.",
            f"Run the job with --conf spark.jars.packages={package}, "
            "or give customJdbcDriverS3Path and customJdbcDriverClassName.",
        )


def _checked(url: str | None, vendor: Vendor) -> str:
    if not url:
        raise OptionError("url", url, "give the JDBC address of the database, or a connectionName")
    shown = masked_address(url)
    if not url.startswith("jdbc:"):
        raise OptionError("url", shown, "expected an address such as jdbc:postgresql://host:5432/database")
    if vendor is not OTHER and _kind(url) != vendor.name:
        raise OptionError("url", shown, f"the connection type is {vendor.name}: use the one of the address")
    return url


def _kind(url: str | None) -> str:
    return (url or "").split(":")[1] if (url or "").count(":") > 1 else ""


def _primary_key(opened: Any, table: str) -> list[str]:
    """Return the columns of a primary key, given a `java.sql.Connection`."""
    told = opened.getMetaData()
    quote = told.getIdentifierQuoteString().strip()
    schema, _, name = table.rpartition(".")
    names = [_as_stored(part, quote, upper=told.storesUpperCaseIdentifiers()) for part in (schema, name)]
    has_schemas = told.supportsSchemasInTableDefinitions()
    catalog = opened.getCatalog() if has_schemas else names[0] or opened.getCatalog()
    keys = told.getPrimaryKeys(catalog, names[0] or None if has_schemas else None, names[1])
    found = {}
    while keys.next():
        found[keys.getInt("KEY_SEQ")] = f"{quote}{keys.getString('COLUMN_NAME')}{quote}"
    return [column for _, column in sorted(found.items())]


def _as_stored(name: str, quote: str, *, upper: bool) -> str:
    """Return a name of a query as the database keeps it."""
    is_quoted = bool(quote) and name.startswith(quote)
    return name.strip(quote) if is_quoted else name.upper() if upper else name
