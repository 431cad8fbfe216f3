"""The options that Glue documents for CSV.

Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-csv-home.html
"""

from __future__ import annotations

from typing import Any

from etl.errors import OptionError
from etl.formats.attaching import ATTACH_OPTIONS
from etl.options import Option, Options, flag

OFF = ""
"""The quote character of files without quoting, and the escape character of files without escapes."""


def character(option: str, value: Any) -> str:
    r"""Return the one character meant; a tab may be written `\t`."""
    meant = {"\\t": "\t"}.get(value, value) if isinstance(value, str) else value
    if not isinstance(meant, str) or len(meant) != 1 or meant in "\r\n":
        raise OptionError(option, value, "expected one character, no end of line")
    return meant


def quote_character(option: str, value: Any) -> str:
    """Return the quote character, `OFF` for -1."""
    return OFF if value in (-1, "-1", OFF) else character(option, value)


def escape_character(option: str, value: Any) -> str:
    """Return the escape character, `OFF` for none."""
    return OFF if value in ("none", OFF) else character(option, value)


def require_distinct(options: Options) -> None:
    """Refuse a separator that is the quote or the escape character, too.

    Raises:
        OptionError: It is.
    """
    for name in ("quoteChar", "escaper"):
        if options[name] == options["separator"]:
            raise OptionError("separator", options["separator"], f"{name} is the same: choose another")


_SEPARATOR = Option("separator", "What stands between values.", default=",", convert=character, spark="sep")
_QUOTE = Option("quoteChar", "What stands around a value; -1 is none.", default='"', convert=quote_character)
_MULTI_LINE = Option(
    "multiLine", "A quoted value may have several lines.", default=False, convert=flag, aliases=("multiline",),
    spark="multiLine",
)  # fmt: skip

READ_OPTIONS = (
    *ATTACH_OPTIONS,
    _SEPARATOR,
    _QUOTE,
    Option("escaper", r"What takes the meaning from the next character, but for \n, \r, \t and \0.", default=OFF,
           convert=escape_character),
    _MULTI_LINE,
    Option("withHeader", "The first line names the columns.", default=False, convert=flag, spark="header"),
    Option("skipFirst", "The first line, that of the names apart, is passed over.", default=False, convert=flag),
    Option("optimizePerformance", "No error records: what would be one fails the job. Without effect beside multiLine "
           "or escaper.", default=False, convert=flag),
    Option(
        "withSchema", "The columns, as JSON of gluetypes.", unsupported="Use ApplyMapping: it sets names and types."
    ),
)  # fmt: skip

WRITE_OPTIONS = (
    _SEPARATOR,
    _QUOTE,
    Option("escaper", "For reading alone: a quote is doubled where it is written.", default=OFF,
           convert=escape_character),
    Option("writeHeader", "The first line names the columns.", default=True, convert=flag, spark="header"),
    Option("strictCheckForQuoting", "Quote what needs it alone; it always is so.", default=False, convert=flag),
)  # fmt: skip
