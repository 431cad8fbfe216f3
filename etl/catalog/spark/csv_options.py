"""How Spark reads and writes the CSV of a table, as Hive does: the options of `localglue.TableCsv`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.csv_tables import is_open_csv
from etl.catalog.hive_words import parameters_of

_HIVE_NULL = "\\N"
"""How LazySimpleSerDe writes null, if the table does not say."""

_NEVER = "\x00"
"""A null of a table without nulls."""


def spark_options(table: Entity, options: Mapping[str, Any]) -> dict[str, str]:
    """Return Spark's options for a table.

    Args:
        table: The table.
        options: Glue's format_options for it.
    """
    given = options.get("quoteChar", '"')
    quote = "" if given in ("-1", -1) else str(given)
    parameters = parameters_of(table)
    encoding = {"encoding": parameters["serialization.encoding"]} if parameters.get("serialization.encoding") else {}
    return {
        "sep": options["separator"],
        "header": str(options["skipFirst"]).lower(),
        "quote": quote,
        **encoding,
        **(_open(options, quote) if is_open_csv(table) else _lazy(table, parameters, options, quote)),
    }


def _open(options: Mapping[str, Any], quote: str) -> dict[str, str]:
    escape = options.get("escaper", quote)
    return {"escape": escape, "emptyValue": quote * 2, "nullValue": "", "localglue.null": _NEVER}


def _lazy(table: Entity, parameters: Mapping[str, str], options: Mapping[str, Any], quote: str) -> dict[str, str]:
    null = parameters.get("serialization.null.format", _HIVE_NULL)
    is_narrow = len((table.get("StorageDescriptor") or {}).get("Columns") or ()) == 1
    escape = {"localglue.escape": options["escaper"]} if "escaper" in options else {}
    empty = quote * 2 if is_narrow else ""  # a line with nothing on it is no row
    return {"escape": quote, "emptyValue": empty, "nullValue": null, "localglue.null": null, **escape}
