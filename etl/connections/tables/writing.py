"""Records to a table: files in its folder and, where the script asks for it, what the catalog says of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from etl.catalog.contract import Catalog, Entity
from etl.connections.contract import Request
from etl.connections.files import S3_FILES
from etl.connections.tables.column_order import dataframe_in_table_order, in_table_order
from etl.connections.tables.database_rows import rows_of
from etl.connections.tables.table import Table
from etl.connections.tables.updating import UPDATE, require_update, update_catalog
from etl.connections.tables.written import Written
from etl.errors import OptionError
from etl.formats.saving import written_folders
from etl.frame.dataframes import from_dataframe
from etl.frame.frame import Frame
from etl.frame.types import Struct
from etl.notice import warn
from etl.options import Option, Options, flag, one_of, read_options

_UPDATE_OPTIONS = (
    Option("enableUpdateCatalog", "Update the table of the files.", default=False, convert=flag),
    Option(
        "updateBehavior",
        "How: new columns and partitions, or partitions alone.",
        default=UPDATE,
        convert=one_of("UPDATE_IN_DATABASE", "LOG"),
    ),
)
_HEADER = "writeHeader"


@dataclass(frozen=True)
class CatalogTarget:
    """The table of the Data Catalog that describes what a sink writes.

    Attributes:
        catalog: The catalog.
        database: The table's database.
        table: The table, which need not exist.
    """

    catalog: Catalog
    database: str
    table: str


def write_table(frame: Frame, table: Table, options: Options) -> None:
    """Add the records of a frame to the files of a table, in its format.

    Args:
        frame: The records.
        table: The table.
        options: Glue's additional_options: those of files, `enableUpdateCatalog` and `updateBehavior`.

    Raises:
        OptionError: An option that cannot be used.
        UnsupportedFeatureError: The table's format cannot be written, or the catalog cannot be updated for it.
    """
    if table.is_in_database:
        connection, request = rows_of(table, options)
        connection.write_frame(frame, request)
        return
    ordered = in_table_order(frame, _placed_columns(table.entity, table.format.name))
    _write(frame.schema, table, options, lambda request: S3_FILES.write_frame(ordered, request), frame.spark)


def write_table_dataframe(df: DataFrame, table: Table, options: Options) -> None:
    """Add the rows of a DataFrame, as Spark writes them; the rest is as with `write_table`."""
    if table.is_in_database:
        connection, request = rows_of(table, options)
        connection.write_dataframe(df, request)
        return
    ordered = dataframe_in_table_order(df, _placed_columns(table.entity, table.format.name))
    schema = from_dataframe(df).schema
    _write(schema, table, options, lambda request: S3_FILES.write_dataframe(ordered, request), df.sparkSession)


def write_files_and_update(frame: Frame, target: CatalogTarget, request: Request) -> None:
    """Add the records of a frame to the files of a folder, then bring the catalog up to date with them.

    Args:
        frame: The records.
        target: The table to make or to update.
        request: The folder, its options and the format; `enableUpdateCatalog` tells whether the catalog is updated.

    Raises:
        OptionError: An option that cannot be used, or partition keys that are not those of the table.
        EntityNotFoundException: There is no such database.
        UnsupportedFeatureError: A format for which Glue does not update the catalog.
    """

    def write(columns: Sequence[str], reporting: Request) -> None:
        S3_FILES.write_frame(in_table_order(frame, columns), reporting)

    _write_and_update(frame.schema, target, request, write, frame.spark)


def write_dataframe_and_update(df: DataFrame, target: CatalogTarget, request: Request) -> None:
    """Add the rows of a DataFrame, as Spark writes them; the rest is as with `write_files_and_update`."""

    def write(columns: Sequence[str], reporting: Request) -> None:
        S3_FILES.write_dataframe(dataframe_in_table_order(df, columns), reporting)

    _write_and_update(from_dataframe(df).schema, target, request, write, df.sparkSession)


def _write_and_update(
    schema: Struct,
    target: CatalogTarget,
    request: Request,
    write: Callable[[Sequence[str], Request], None],
    spark: SparkSession,
) -> None:
    own, files = _divided(request.options)
    plain = replace(request, options=files)
    if not own["enableUpdateCatalog"]:
        place = f"{target.database}.{target.table}"
        warn(f"setCatalogInfo is without effect: enableUpdateCatalog is not given for {place}.")
        write((), plain)
        return
    known = require_update(target.catalog, target.database, target.table, plain, schema)
    columns = _placed_columns(known, str(request.format)) if known else ()
    folders = _reported(spark, plain, lambda reporting: write(columns, reporting))
    if len(schema):
        written = Written.of(plain, schema, folders)
        update_catalog(target.catalog, target.database, target.table, written, behavior=own["updateBehavior"])


def _placed_columns(table: Entity, format_name: str) -> Sequence[str]:
    """Return the columns of a table whose files are read by the place of values; none of those that name columns."""
    if format_name.lower() != "csv":
        return ()
    return [column["Name"] for column in (table.get("StorageDescriptor") or {}).get("Columns") or ()]


def _write(
    schema: Struct, table: Table, options: Options, write: Callable[[Request], None], spark: SparkSession
) -> None:
    own, files = _divided(options)
    request = Request(
        {"path": table.location, **files}, table.format.name, _writing(table.format.name, table.format.options)
    )
    keys = [key.lower() for key in files.get("partitionKeys") or ()]
    if keys != [key.lower() for key in table.keys.names]:
        _say_which_keys(table, keys)
    if not own["enableUpdateCatalog"]:
        write(request)
        return
    require_update(table.catalog, table.database, table.name, request, schema)
    folders = _reported(spark, request, write)
    written = Written.of(request, schema, folders)
    update_catalog(table.catalog, table.database, table.name, written, behavior=own["updateBehavior"])


def _say_which_keys(table: Table, keys: list[str]) -> None:
    names = table.keys.names
    if keys:
        raise OptionError(
            "partitionKeys", keys, f"the partition keys of {table.title} are {names}: give these, in this order"
        )
    warn(
        f"{table.title} has the partition keys {names}, and the files go to its root, where no partition is, as on AWS "
        f"Glue; give additional_options={{'partitionKeys': {names}}}."
    )


def _divided(options: Options) -> tuple[Options, dict[str, Any]]:
    """Return the values of the options that concern the catalog, and all others as they are."""
    names = {option.name for option in _UPDATE_OPTIONS}
    own = {name: value for name, value in options.items() if name in names}
    return read_options(_UPDATE_OPTIONS, own, "options of the sink"), {
        name: value for name, value in options.items() if name not in names
    }


def _writing(format_name: str, reading: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options by which a format writes what it reads with others."""
    if format_name != "csv":
        return {}
    characters = {name: reading[name] for name in ("separator", "quoteChar", "escaper") if name in reading}
    return {**characters, _HEADER: bool(reading.get("skipFirst"))}


def _reported(spark: SparkSession, request: Request, write: Callable[[Request], None]) -> list[str]:
    """Write, and return the folders that were written to."""
    report = uuid.uuid4().hex
    write(replace(request, report=report))
    return written_folders(spark, report)
