"""Tables of CSV: between the words of Hive's two SerDes and Glue's options of the format.

Source: https://docs.aws.amazon.com/athena/latest/ug/lazy-simple-serde.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.catalog.contract import Entity
from etl.catalog.hive_words import parameters_of, serde_of
from etl.errors import UnsupportedFeatureError
from etl.notice import warn

LAZY = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde"

_SQL_SEPARATOR = "\x01"
"""What stands between the values of a table of LazySimpleSerDe that names nothing else."""

_TAB = "\\t"
"""A tab, in the words of scripts that write it as two characters."""


def is_open_csv(table: Entity) -> bool:
    """Return whether Hive reads a table with OpenCSVSerde, which has quotes and no nulls."""
    return serde_of(table).lower() == OPEN_CSV.lower()


def csv_options(table: Entity) -> dict[str, Any]:
    """Return Glue's format_options for reading the files of a table.

    Raises:
        UnsupportedFeatureError: Files with several lines of names.
    """
    parameters = parameters_of(table)
    options: dict[str, Any] = {
        "separator": _separator(table, parameters),
        "skipFirst": _skips_first(table, parameters),
    }
    if parameters.get("quoteChar"):
        options["quoteChar"] = parameters["quoteChar"]
    escape = parameters.get("escapeChar") or ("" if is_open_csv(table) else parameters.get("escape.delim", ""))
    if escape and escape != parameters.get("quoteChar"):
        options["escaper"] = escape[0]
    return options


def csv_serde_parameters(options: Mapping[str, Any]) -> dict[str, str]:
    """Return the parameters of LazySimpleSerDe for files that are written with Glue's format_options.

    Its quotes, which Hive does not know, are those of Glue's reader.
    """
    separator = str(options.get("separator", ","))
    quote = str(options.get("quoteChar", '"'))
    quoting = {} if quote == '"' else {"quoteChar": quote}
    return {"field.delim": separator, "serialization.format": separator, **quoting}


def _separator(table: Entity, parameters: Mapping[str, str]) -> str:
    is_open = is_open_csv(table)
    default = "," if is_open or "classification" in parameters else _SQL_SEPARATOR
    names = ("separatorChar",) if is_open else ("field.delim", "delimiter", "separatorChar", "sep")
    told = next((parameters[name] for name in names if parameters.get(name)), "")
    format_ = parameters.get("serialization.format", "1")
    if not told and not is_open and format_ != "1":
        told = format_
    return _character(table, told) if told else default


def _character(table: Entity, told: str) -> str:
    """Return the character that Hive takes a delimiter for: a number is a code, of several the first counts."""
    if told == _TAB:
        return "\t"
    if told.isascii() and told.isdigit() and int(told) < 128:
        return chr(int(told))
    if len(told) > 1:
        warn(
            f"{table.get('DatabaseName', '')}.{table['Name']}: of the delimiter {told!r} Hive reads {told[0]!r} alone."
        )
    return told[0]


def _skips_first(table: Entity, parameters: Mapping[str, str]) -> bool:
    count = parameters.get("skip.header.line.count") or ("1" if parameters.get("header", "").lower() == "true" else "0")
    if count not in ("0", "1"):
        raise UnsupportedFeatureError(
            f"skip.header.line.count = {count} of the table {table['Name']}",
            "Files may have one line of names, or none.",
        )
    return count == "1"
