"""Tables in the words of Spark and of Glue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pyspark.sql.types import CharType, StructField, StructType, VarcharType

from etl.catalog import inputs
from etl.catalog.contract import Entity
from etl.catalog.hive_types import hive_type
from etl.catalog.hive_words import parameters_of
from etl.catalog.spark.buckets import bucket_words, buckets_of
from etl.catalog.spark.csv_options import spark_options
from etl.catalog.spark.errors import SparkCatalogError
from etl.catalog.table_formats import TableFormat, is_view, storage_of, table_format
from etl.errors import EtlError
from etl.frame.physical import logical_type, spark_type
from etl.frame.type_names import Bare, parse_type
from etl.frame.types import STRING

Json = dict[str, Any]

__all__ = ["broken_table", "is_view", "key_names", "same_but", "table_input", "table_of"]

_PROVIDER = "spark.sql.sources.provider"
_SCHEMA = "spark.sql.sources.schema"
_OPTION = "spark.sql.sources.option."
_MAPPING = "mapping."
"""Before the name of a column in the word that tells what JSON calls it."""

_SIZE, _ROWS = "spark.sql.statistics.totalSize", "spark.sql.statistics.numRows"
_OWN = (_PROVIDER, _SCHEMA, _SIZE, _ROWS)
_READ_BY_SPARK = ("csv", "json", "parquet", "orc", "avro")
_REFUSING = "localglue.UnreadableTable"
_READERS = {"csv": "localglue.TableCsv", "json": "localglue.TableJson"}
"""What reads the files of tables that are not Spark's alone, as Hive reads them."""


def same_but(table: Entity, **changes: Any) -> Entity:
    """Return the `TableInput` of a table with some changes."""
    return inputs.table_input(table) | changes


def table_of(table: Entity) -> Json:
    """Return a table as Spark sees it.

    One that Spark cannot read can be listed, described, altered and dropped; reading it tells why.
    """
    parameters = table.get("Parameters") or {}
    storage = table.get("StorageDescriptor") or {}
    created = table.get("CreateTime")
    described = {
        "database": table["DatabaseName"],
        "name": table["Name"],
        "schema": _schema(table).json(),
        "keys": key_names(table),
        "owner": table.get("Owner") or "",
        "created": int(created.timestamp() * 1000) if created else 0,
        "comment": table.get("Description"),
        "size": parameters.get(_SIZE),
        "rows": parameters.get(_ROWS),
        "properties": {key: value for key, value in parameters.items() if not _is_own(key)},
        "view": None,
    }
    if is_view(table):
        return described | _view(table)
    provider, options = _reading(table)
    kind = "MANAGED" if table.get("TableType") == "MANAGED_TABLE" else "EXTERNAL"
    place = {"location": storage.get("Location"), "properties": options}
    buckets = buckets_of(storage) if _is_sparks(table) else None  # those of Hive are others
    return described | {"type": kind, "provider": provider, "storage": place, "buckets": buckets}


def broken_table(database: str, name: str, reason: str) -> Json:
    """Return a table of which the catalog itself can tell no more than why: it can be listed, and reading it tells."""
    return {
        "database": database,
        "name": name,
        "schema": StructType().json(),
        "keys": [],
        "owner": "",
        "created": 0,
        "comment": None,
        "properties": {},
        "view": None,
        "type": "EXTERNAL",
        "provider": _REFUSING,
        "storage": {"location": None, "properties": {"reason": reason}},
    }


def key_names(table: Entity) -> list[str]:
    """Return the partition keys of a table, with the case that Spark gave them."""
    keys = {key["Name"] for key in table.get("PartitionKeys") or ()}
    return [name for name in _schema(table).names if name.lower() in keys] if keys else []


def table_input(table: Json, place: str, old: Entity | None = None) -> Entity:
    """Return the `TableInput` of a table of Spark's.

    Args:
        table: The table.
        place: Its folder, if it names none.
        old: What it was before, of which what Spark does not know stays.

    Raises:
        SparkCatalogError: The catalog cannot keep it.
    """
    schema = StructType.fromJson(json.loads(table["schema"]))
    keys = [key.lower() for key in table["keys"]]
    columns = [_column(field) for field in schema.fields]
    given = {
        "Name": table["name"],
        "PartitionKeys": [column for key in keys for column in columns if column["Name"] == key],
        **({"Description": table["comment"]} if table.get("comment") else {}),
        **({"Owner": table["owner"]} if table.get("owner") else {}),
    }
    data = [column for column in columns if column["Name"] not in keys]
    kept = {_SCHEMA: table["schema"], **table["properties"]}
    base = same_but(old) if old else {}
    if table["type"] == "VIEW":
        view = {"TableType": "VIRTUAL_VIEW", "ViewOriginalText": table["view"], "ViewExpandedText": table["view"]}
        return {**base, **given, **view, "Parameters": kept, "StorageDescriptor": {"Columns": data}}
    described = _storage(table, old)
    kind = "MANAGED_TABLE" if table["type"] == "MANAGED" else "EXTERNAL_TABLE"
    location = table["storage"].get("location") or place
    parameters = {**kept, **_options(table, old), **described["parameters"]}
    storage = {**described["storage"], "Columns": data, "Location": location}
    return {**base, **given, "TableType": kind, "Parameters": parameters, "StorageDescriptor": storage}


def _options(table: Json, old: Entity | None) -> dict[str, str]:
    """Return the options that a script gives, without those that the rest of the table tells."""
    kept = (old.get("Parameters") or {}) if old else {}
    told = _reading(old)[1] if old else {}
    given = {key: value for key, value in table["storage"]["properties"].items() if key != "path"}
    return {
        f"{_OPTION}{key}": value for key, value in given.items() if f"{_OPTION}{key}" in kept or told.get(key) != value
    }


def _storage(table: Json, old: Entity | None) -> Json:
    """Return the words of Hive for a table's format, and the parameters that tell it."""
    if old:
        parameters = old.get("Parameters") or {}
        told = {key: parameters[key] for key in (_PROVIDER, _SIZE, _ROWS) if key in parameters}
        return {"storage": old.get("StorageDescriptor") or {}, "parameters": told}
    provider = str(table["provider"] or "").lower()
    if provider not in _READ_BY_SPARK:
        raise SparkCatalogError(
            "Provider",
            message=f"The table {table['name']} is USING {provider or 'Hive'}, which the catalog does not keep: "
            f"use one of {', '.join(_READ_BY_SPARK)}.",
        )
    options = {key.lower(): value for key, value in table["storage"]["properties"].items()}
    separator = options.get("sep") or options.get("delimiter") or ","
    has_header = provider == "csv" and options.get("header", "").lower() == "true"
    header = {"skip.header.line.count": "1"} if has_header else {}
    return {
        "storage": {**storage_of(provider, {"separator": separator}), **bucket_words(table["buckets"])},
        "parameters": {"classification": provider, _PROVIDER: provider, **header},
    }


def _reading(table: Entity) -> tuple[str, dict[str, str]]:
    """Return the format by which Spark reads a table, and its options; one that only refuses where it cannot."""
    try:
        return _format(table)
    except EtlError as error:
        return _REFUSING, {"reason": str(error)}


def _format(table: Entity) -> tuple[str, dict[str, str]]:
    parameters = table.get("Parameters") or {}
    given = {key.removeprefix(_OPTION): value for key, value in parameters.items() if key.startswith(_OPTION)}
    if _is_sparks(table):
        return str(parameters[_PROVIDER]).lower(), given
    title = f"{table['DatabaseName']}.{table['Name']}"
    form = table_format(table)
    if form.name not in _READ_BY_SPARK:
        raise SparkCatalogError("Format", message=f"Spark SQL cannot read {title}: its files are {form.name}.")
    return _READERS.get(form.name, form.name), {**_told(table, form), **given}


def _is_sparks(table: Entity) -> bool:
    """Return whether Spark made a table, and nobody else has changed its columns since."""
    provider = (table.get("Parameters") or {}).get(_PROVIDER) or ""
    return provider.lower() in _READ_BY_SPARK and _kept_schema(table) is not None


def _told(table: Entity, form: TableFormat) -> dict[str, str]:
    """Return Spark's options for what a table says of its files in Hive's words."""
    if form.name == "csv":
        return spark_options(table, form.options)
    words = parameters_of(table) if form.name == "json" else {}
    return {word.lower(): key for word, key in words.items() if word.lower().startswith(_MAPPING)}


def _view(table: Entity) -> Json:
    text = table.get("ViewOriginalText") or ""
    if not text or text.startswith("/*"):
        title = f"{table['DatabaseName']}.{table['Name']}"
        reason = f"{title} is a view of Athena, whose SQL is not Spark's: read the tables that it names."
        place = {"location": None, "properties": {"reason": reason}}
        return {"type": "EXTERNAL", "provider": _REFUSING, "storage": place}
    return {"type": "VIEW", "provider": None, "view": text, "storage": {"location": None, "properties": {}}}


def _schema(table: Entity) -> StructType:
    """Return the columns and then the keys, with the case that Spark gave them while the table has these."""
    kept = _kept_schema(table)
    return StructType([_field(column) for column in _columns(table)]) if kept is None else kept


def _kept_schema(table: Entity) -> StructType | None:
    """Return the columns as Spark made them, while the table has these."""
    kept = (table.get("Parameters") or {}).get(_SCHEMA)
    told = StructType.fromJson(json.loads(kept)) if kept else StructType()
    columns = [{name: value for name, value in column.items() if value} for column in _columns(table)]
    return told if kept and [_column(field) for field in told.fields] == columns else None


def _columns(table: Entity) -> list[Mapping[str, str]]:
    storage = table.get("StorageDescriptor") or {}
    return [*(storage.get("Columns") or ()), *(table.get("PartitionKeys") or ())]


def _field(column: Mapping[str, str]) -> StructField:
    parsed = parse_type(column.get("Type") or "string")
    known = parsed.filled(STRING) if isinstance(parsed, Bare) else parsed
    comment = {"comment": column["Comment"]} if column.get("Comment") else None
    return StructField(column["Name"], spark_type(known), metadata=comment)


def _column(field: StructField) -> dict[str, str]:
    comment = field.metadata.get("comment")
    is_limited = isinstance(field.dataType, CharType | VarcharType)
    type_ = field.dataType.simpleString() if is_limited else hive_type(logical_type(field.dataType))
    return {"Name": field.name.lower(), "Type": type_, **({"Comment": comment} if comment else {})}


def _is_own(parameter: str) -> bool:
    return parameter in _OWN or parameter.startswith(_OPTION)
