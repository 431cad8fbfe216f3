"""Logs: lines that match a grok pattern, whose named parts are fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.errors import GrokPatternError, OptionError
from etl.formats.attaching import ATTACH_OPTIONS
from etl.formats.contract import Input
from etl.formats.partitioning import partitioned
from etl.formats.read_only import ReadOnlyFormat
from etl.formats.token_source import TokenSource
from etl.frame.frame import Frame
from etl.frame.types import STRING, Atomic, Decimal, Struct
from etl.grok import GrokPattern
from etl.jvm.forms import date_problem, expression_problem, grok_form
from etl.options import Option, Options, flag, text


def _one_line(option: str, value: Any) -> int:
    if str(value) != "1":
        raise OptionError(option, value, "records have one line each, as on AWS Glue: expected 1")
    return 1


class GrokFormat(ReadOnlyFormat):
    """Lines of logs; one that does not match is an error record."""

    spark_format = "grokLog"
    types_by_table = True
    read_options = (
        *ATTACH_OPTIONS,
        Option("logFormat", "The grok pattern of a line; it is needed.", default="", convert=text),
        Option("customPatterns", "Further patterns, a name and an expression a line.", default="", convert=text),
        Option("MISSING", "The text of a value that is missing: a null.", default="-", convert=text),
        Option("LineCount", "The number of lines of a record; Glue knows 1 only.", default=1, convert=_one_line),
        Option("StrictMode", "Whether a value that has not its field's type makes an error record; it is null else.",
               default=False, convert=flag),
    )  # fmt: skip

    def read(self, source: Input, options: Options) -> Frame:
        if not options["logFormat"]:
            raise OptionError("logFormat", "", "format_options of grokLog must give the grok pattern of a line")
        pattern = _pattern(options["logFormat"], options["customPatterns"])
        fields = source.declared and _declared(source.declared)
        schema = fields or pattern.fields
        names = _in_pattern(schema, pattern.fields)
        form = grok_form(
            _expression(pattern, names, options["logFormat"]),
            schema,
            dates=[pattern.formats.get(name, "") for name in names],
            missing=options["MISSING"],
            strict=options["StrictMode"],
        )
        records = TokenSource(source, form, schema=schema, divisible=True)
        return Frame.from_source(partitioned(records, source.partitioning), stage=source.stage)


def _pattern(pattern: str, custom: str) -> GrokPattern:
    try:
        return GrokPattern(pattern, custom)
    except GrokPatternError as error:
        raise OptionError("logFormat", pattern, str(error)) from error


def _expression(pattern: GrokPattern, names: Sequence[str], given: str) -> str:
    for date in pattern.formats.values():
        if problem := date_problem(date):
            raise OptionError("logFormat", given, f"{date!r} is no pattern of dates: {problem}")
    expression = pattern.java(names)
    if problem := expression_problem(expression):
        raise OptionError("logFormat", given, f"it is no regular expression: {problem}")
    return expression


def _declared(columns: Struct) -> Struct:
    """Return the columns of a table with types that a text can give."""
    return Struct(tuple(c if isinstance(c.type, Atomic | Decimal) else c.with_type(STRING) for c in columns))


def _in_pattern(fields: Struct, named: Struct) -> list[str]:
    """Return the names that a pattern has for fields, whose case does not count; "" for one that it lacks."""
    folded = {name.lower(): name for name in reversed(named.names)}
    return [field.name if named.get(field.name) else folded.get(field.name.lower(), "") for field in fields]


GROK = GrokFormat()
