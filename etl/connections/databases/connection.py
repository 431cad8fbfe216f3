"""The connection types of databases."""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import ArrayType, MapType, NullType, StructType

from etl.connections.contract import Connection, Request
from etl.connections.databases.columns import sql_names
from etl.connections.databases.database import Database
from etl.connections.databases.hashing import hash_conditions
from etl.connections.databases.new_rows import new_rows
from etl.connections.databases.options import READ_OPTIONS, WRITE_OPTIONS
from etl.connections.databases.vendors import OTHER, VENDORS, Vendor
from etl.errors import OptionError
from etl.frame.dataframes import from_dataframe
from etl.frame.frame import Frame
from etl.options import Options, read_options, spark_options

_PLACE = "connection_options"
_RELATIONS = ("dbtable", "query", "sampleQuery")


class DatabaseConnection(Connection):
    """Reads and writes tables of one kind of database.

    Args:
        vendor: The kind.
    """

    def __init__(self, vendor: Vendor) -> None:
        self._vendor = vendor

    def read_frame(self, spark: SparkSession, request: Request) -> Frame:
        return from_dataframe(self.read_dataframe(spark, request), stage=request.stage)

    def write_frame(self, frame: Frame, request: Request) -> None:
        self.write_dataframe(frame.to_plain(), request)

    def read_dataframe(self, spark: SparkSession, request: Request) -> DataFrame:
        given = read_options(READ_OPTIONS, request.options, _PLACE, {"write_dynamic_frame": WRITE_OPTIONS})
        database = Database(spark, self._vendor, given)
        relation = _relation(given)
        wanted = [given["filterPredicate"]]
        if request.bookmark is not None and not given["sampleQuery"]:
            ctx = request.stage.transformation_ctx
            wanted.append(new_rows(database, relation, given, request.bookmark, ctx))
        if condition := " AND ".join(f"({one})" for one in wanted if one):
            relation = f"(SELECT * FROM {relation} WHERE {condition}) wanted"
        field = given["hashfield"] or ""
        if field and not given["hashexpression"]:
            [field] = sql_names(database, relation, "hashfield", [field])
        shares = hash_conditions(database.vendor, given, field)
        if shares:
            database.read(f"(SELECT * FROM {relation} WHERE {shares[-1]}) checked", {}, [])
        return database.read(relation, spark_options(READ_OPTIONS, given), shares)

    def write_dataframe(self, df: DataFrame, request: Request) -> None:
        given = read_options(WRITE_OPTIONS, request.options, _PLACE, {"create_dynamic_frame": READ_OPTIONS})
        if not given["dbtable"]:
            raise OptionError("dbtable", given["dbtable"], "say which table to write to")
        database = Database(df.sparkSession, self._vendor, given)
        _require_plain_columns(df, arrays=database.vendor.has_arrays)
        database.append(df, given["dbtable"], spark_options(WRITE_OPTIONS, given))


def _relation(given: Options) -> str:
    """Return what stands behind FROM: a table, or a query in parentheses."""
    named = [name for name in _RELATIONS if given[name]]
    if not named:
        raise OptionError("dbtable", None, f"say what to read: one of {', '.join(_RELATIONS)}")
    if {"query", "sampleQuery"} <= set(named) or named == ["dbtable", "query"]:
        raise OptionError(named[-1], given[named[-1]], f"{named[0]}={given[named[0]]!r} is given, too: choose one")
    query = given["sampleQuery"] or given["query"]
    return f"({query.rstrip('; ')}) query" if query else str(given["dbtable"])


def _require_plain_columns(df: DataFrame, *, arrays: bool) -> None:
    others = (StructType, MapType, NullType) if arrays else (StructType, MapType, NullType, ArrayType)
    for field in df.schema.fields:
        if isinstance(field.dataType, others):
            raise OptionError(
                "frame",
                field.name,
                f"no column of a database is a {field.dataType.simpleString()}: relationalize or unnest the frame, or "
                "resolve the choice",
            )


MYSQL, POSTGRESQL, ORACLE, SQLSERVER = map(DatabaseConnection, VENDORS.values())
CUSTOM = DatabaseConnection(OTHER)
