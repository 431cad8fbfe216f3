"""What the catalog learns of files that were written: tables, columns and partitions that are new.

Source: https://docs.aws.amazon.com/glue/latest/dg/update-from-job.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from etl.catalog.contract import Catalog, Entity
from etl.catalog.errors import EntityNotFoundException
from etl.catalog.hive_types import hive_type
from etl.catalog.inputs import table_input
from etl.catalog.table_formats import classification_of, storage_of
from etl.connections.contract import Request
from etl.errors import OptionError, UnsupportedFeatureError
from etl.frame.casting import widens
from etl.frame.type_names import parse_type
from etl.frame.types import Struct
from etl.notice import warn

UPDATE, LOG = "update_in_database", "log"
"""Values of updateBehavior: new columns and partitions, or partitions alone."""

_FORMATS = ("csv", "json", "avro", "parquet", "glueparquet")
_COLUMNAR = ("parquet", "avro")

Column = dict[str, str]


@dataclass(frozen=True)
class Written:
    """What a write wrote.

    Attributes:
        location: The folder.
        format_name: The format as a table's `classification`.
        storage: What a `StorageDescriptor` says of it.
        parameters: What a table says of it.
        columns: The columns of the files.
        keys: The columns that name folders.
        folders: The partitions that were written to, as `key=value/key=value`.
    """

    location: str
    format_name: str
    storage: Mapping[str, Any]
    parameters: Mapping[str, str]
    columns: Sequence[Column]
    keys: Sequence[Column]
    folders: Sequence[str]

    @classmethod
    def of(cls, request: Request, schema: Struct, folders: Sequence[str]) -> Written:
        """Return what is known of a write of records of `schema`."""
        name = classification_of(str(request.format))
        columns = [
            {"Name": field.name.lower(), "Type": hive_type(field.type, choice_as_struct=name in _COLUMNAR)}
            for field in schema
        ]
        keys = keys_of(request)
        has_header = name == "csv" and request.format_options.get("writeHeader", True) not in (False, "false", "False")
        return cls(
            location=str(request.options["path"]).rstrip("/") + "/",
            format_name=name,
            storage=storage_of(name, request.format_options),
            parameters={"classification": name, **({"skip.header.line.count": "1"} if has_header else {})},
            columns=[column for column in columns if column["Name"] not in keys],
            keys=[column for key in keys for column in columns if column["Name"] == key],
            folders=folders,
        )


def keys_of(request: Request) -> list[str]:
    """Return the names of the columns that name folders, as a catalog writes them."""
    return [str(key).lower() for key in request.options.get("partitionKeys") or ()]


def require_update(catalog: Catalog, database: str, table: str, request: Request) -> Entity | None:
    """Refuse what the catalog could not tell of, before anything is written; return the table, if there is one.

    Raises:
        EntityNotFoundException: There is no such database.
        OptionError: The partition keys are not those of the table, in its order.
        UnsupportedFeatureError: A format for which Glue does not update the catalog.
    """
    if str(request.format).lower() not in _FORMATS:
        raise UnsupportedFeatureError(
            f"enableUpdateCatalog with the format {request.format!r}", f"AWS Glue has it for {', '.join(_FORMATS)}."
        )
    catalog.database(database)
    known = _found(catalog, database, table)
    if known is not None:
        keys = [key["Name"] for key in known.get("PartitionKeys") or ()]
        if keys != keys_of(request):
            raise OptionError(
                "partitionKeys", keys_of(request), f"the partition keys of {database}.{table} are {keys}, in this order"
            )
    return known


def update_catalog(catalog: Catalog, database: str, table: str, written: Written, *, behavior: str) -> None:
    """Make the table of what was written, or give it what is new: columns unless `behavior` is LOG, and partitions.

    A column of the table keeps its type, unless all its values are values of the new one.
    """
    known = _found(catalog, database, table)
    if known is None:
        catalog.create_table(database, _table_input(table, written))
    elif behavior == UPDATE:
        _add_columns(catalog, database, known, written)
    elif not _is_covered(known, written.columns):
        warn(f"updateBehavior LOG: {database}.{table} lacks columns that were written; it gets no new partitions.")
        return
    if written.folders and written.keys:
        _add_partitions(catalog, database, table, written)


def _found(catalog: Catalog, database: str, table: str) -> Entity | None:
    try:
        return catalog.table(database, table)
    except EntityNotFoundException:
        return None


def _table_input(table: str, written: Written) -> dict[str, Any]:
    return {
        "Name": table,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": dict(written.parameters),
        "PartitionKeys": list(written.keys),
        "StorageDescriptor": {
            "Columns": list(written.columns),
            "Location": written.location,
            "Parameters": dict(written.parameters),
            **written.storage,
        },
    }


def _add_columns(catalog: Catalog, database: str, known: Entity, written: Written) -> None:
    columns = known["StorageDescriptor"].get("Columns") or []
    merged = _merged(columns, written.columns, f"{database}.{known['Name']}")
    if merged != columns:
        given = {**table_input(known), "StorageDescriptor": {**known["StorageDescriptor"], "Columns": merged}}
        catalog.update_table(database, given, version=str(known.get("VersionId") or ""))


def _merged(known: Sequence[Column], written: Sequence[Column], place: str) -> list[Column]:
    types = {column["Name"]: column["Type"] for column in written}
    merged = [{**column, "Type": _type(column, types.get(column["Name"]), place)} for column in known]
    names = {column["Name"] for column in known}
    return merged + [column for column in written if column["Name"] not in names]


def _type(column: Column, written: str | None, place: str) -> str:
    old = column["Type"]
    if written is None or written == old:
        return old
    if widens(parse_type(old), parse_type(written)):
        return written
    if not widens(parse_type(written), parse_type(old)):
        warn(f"{place}: the column {column['Name']!r} stays {old}; what was written is {written}.")
    return old


def _is_covered(known: Entity, columns: Sequence[Column]) -> bool:
    names = {column["Name"] for column in known["StorageDescriptor"].get("Columns") or ()}
    return all(column["Name"] in names for column in columns)


def _add_partitions(catalog: Catalog, database: str, table: str, written: Written) -> None:
    """Add the partitions that were written to; those that the table has are left as they are."""
    storage = catalog.table(database, table)["StorageDescriptor"]
    given = [
        {"Values": _values(folder), "StorageDescriptor": {**storage, "Location": f"{written.location}{folder}/"}}
        for folder in written.folders
    ]
    catalog.create_partitions(database, table, given)


def _values(folder: str) -> list[str]:
    return [unquote(part.partition("=")[2]) for part in folder.split("/")]
